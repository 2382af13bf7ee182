/**
 * Stands in for the types of Node in core, where libraries ask for them (`/// <reference types="node" />` in papaparse's):
 * so that `process`, `Buffer` and `require` stay unknown to the compiler here.
 */

export {};
