# Writes OUTPUT, a C++ file that defines NAMESPACE::NAME, declared in HEADER, with the contents of INPUT.
file(READ "${INPUT}" text)
file(WRITE "${OUTPUT}" "#include \"${HEADER}\"

namespace ${NAMESPACE} {

const char* const ${NAME} = R\"embedded(${text})embedded\";

}  // namespace ${NAMESPACE}
")
