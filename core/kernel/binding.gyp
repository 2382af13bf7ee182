# Builds lstm.node: every level that the machine's architecture has, compiled with flags of its own, and the addon that
# chooses among them when it runs. The source uses GCC's vector types, so that on Windows it takes Clang.
{
  'variables': {
    'common_flags': ['-O3', '-fno-math-errno', '-fno-trapping-math', '-ffp-contract=off'],
    'avx2_flags': ['-mavx2', '-mfma'],
    'avx512_flags': ['-mavx512f', '-mavx512dq', '-mavx512vl', '-mavx512bw', '-mavx2', '-mfma'],
    'wide_vectors': '-mprefer-vector-width=512',
  },
  'target_defaults': {
    # The levels are told apart by more than their flags, so nothing may be merged over them when they are linked.
    'cflags': ['<@(common_flags)', '-fvisibility=hidden'],
    'cflags!': ['-fno-omit-frame-pointer', '-flto', '-flto=4'],
    'cflags_cc!': ['-std=gnu++17', '-std=gnu++20'],
    'cflags_cc': ['-std=c++17', '-fno-exceptions', '-fno-rtti'],
    'xcode_settings': {
      'CLANG_CXX_LANGUAGE_STANDARD': 'c++17',
      'GCC_ENABLE_CPP_EXCEPTIONS': 'NO',
      'GCC_ENABLE_CPP_RTTI': 'NO',
      'GCC_OPTIMIZATION_LEVEL': '3',
      'GCC_SYMBOLS_PRIVATE_EXTERN': 'YES',
      'LLVM_LTO': 'NO',
      'MACOSX_DEPLOYMENT_TARGET': '11.0',
      'OTHER_CPLUSPLUSFLAGS': ['<@(common_flags)'],
    },
    'msvs_settings': {
      'VCCLCompilerTool': {
        'AdditionalOptions': [
          '/std:c++17', '/clang:-O3', '/clang:-fno-math-errno', '/clang:-fno-trapping-math', '/clang:-ffp-contract=off',
        ],
        'ExceptionHandling': 0,
        'RuntimeTypeInfo': 'false',
        'WholeProgramOptimization': 'false',
      },
      'VCLinkerTool': {'LinkTimeCodeGeneration': 0},
    },
    'conditions': [
      ['OS=="win"', {'configurations': {'Release': {'msbuild_toolset': 'ClangCL'}}}],
    ],
  },
  'targets': [
    {
      'target_name': 'baseline',
      'type': 'static_library',
      'win_delay_load_hook': 'false',
      'sources': ['level-baseline.cc'],
    },
    {
      'target_name': 'lstm',
      'sources': ['addon.cc'],
      'defines': ['NAPI_VERSION=8'],
      'dependencies': ['baseline'],
      'cflags': ['-pthread'],
      'conditions': [
        ['target_arch=="x64"', {'dependencies': ['avx2', 'avx512']}],
        # So that it runs where no compiler is.
        ['OS=="linux"', {'ldflags': ['-pthread', '-static-libstdc++', '-static-libgcc']}],
      ],
    },
  ],
  'conditions': [
    ['target_arch=="x64"', {
      'targets': [
        {
          'target_name': 'avx2',
          'type': 'static_library',
          'win_delay_load_hook': 'false',
          'sources': ['level-avx2.cc'],
          'cflags': ['<@(avx2_flags)'],
          'xcode_settings': {'OTHER_CPLUSPLUSFLAGS': ['<@(avx2_flags)']},
          'msvs_settings': {'VCCLCompilerTool': {'AdditionalOptions': ['<@(avx2_flags)']}},
        },
        {
          'target_name': 'avx512',
          'type': 'static_library',
          'win_delay_load_hook': 'false',
          'sources': ['level-avx512.cc'],
          'cflags': ['<@(avx512_flags)', '<(wide_vectors)'],
          'xcode_settings': {'OTHER_CPLUSPLUSFLAGS': ['<@(avx512_flags)', '<(wide_vectors)']},
          'msvs_settings': {
            'VCCLCompilerTool': {'AdditionalOptions': ['<@(avx512_flags)', '/clang:<(wide_vectors)']},
          },
        },
      ],
    }],
  ],
}
