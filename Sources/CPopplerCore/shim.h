// poppler's core library has C++ headers only: `CPoppler` includes them and offers what is needed as C.
