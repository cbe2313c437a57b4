package struct SearchRequestPlaceholder {}
