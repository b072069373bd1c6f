// The header says it all; a C target must have a source file.
#include "CPUFeatures.h"
