package pk.rahnuma.dialog.script;

/// What is wrong with a script or a text, and what to do about it.
///
/// @param file as the author knows it
/// @param line counted from 1; 0 when the whole file is meant
public record ScriptProblem(String file, int line, String what, String remedy) {

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + what + "; " + remedy;
    }
}
