package pk.rahnuma.dialog.script;

/// A problem of a script or text, with its remedy.
///
/// @param file as the author knows it
/// @param line counted from 1; 0 for the whole file
public record ScriptProblem(String file, int line, String what, String remedy) {

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + what + "; " + remedy;
    }
}
