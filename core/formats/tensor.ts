/** A tensor of a file of weights, whatever the format. */

/** Its place in the file has been checked; its values are read only when asked for. */
export interface Tensor {
  name: string;
  /** As safetensors calls it, e.g. `F32`. */
  dtype: string;
  shape: number[];
  /** The values as float32, row by row. Throws `weights/dtype` for what is not F64, F32, F16 or BF16. */
  read(): Float32Array;
}
