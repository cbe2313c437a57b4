#ifndef STRATLOGIC_CMEDIAINFO_SHIM_H
#define STRATLOGIC_CMEDIAINFO_SHIM_H

#include <stddef.h>
#include <stdint.h>

// The library's C interface, as MediaInfoDLL.h declares it. That header is for programs that load the library at run time, and
// makes function pointers of these. Characters are wchar_t, which is 32 bits wide and Unicode wherever this program runs.

void *MediaInfo_New(void);
void MediaInfo_Delete(void *handle);
size_t MediaInfo_Open_Buffer_Init(void *handle, uint64_t size, uint64_t offset);
size_t MediaInfo_Open_Buffer_Continue(void *handle, const uint8_t *bytes, size_t count);
uint64_t MediaInfo_Open_Buffer_Continue_GoTo_Get(void *handle);
size_t MediaInfo_Open_Buffer_Finalize(void *handle);
size_t MediaInfo_Count_Get(void *handle, int kind, size_t number);
const uint32_t *MediaInfo_Get(
    void *handle, int kind, size_t number, const uint32_t *parameter, int info, int search);
const uint32_t *MediaInfo_GetI(void *handle, int kind, size_t number, size_t parameter, int info);
const uint32_t *MediaInfo_Option(void *handle, const uint32_t *option, const uint32_t *value);

#endif
