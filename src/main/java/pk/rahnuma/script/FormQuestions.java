package pk.rahnuma.script;

import java.util.List;

/// Questions of the scripts whose answers are submitted to the desk.
public interface FormQuestions {

    /// Names of the questions and lists of a script's current version, in its order; empty when there is no such
    /// script.
    List<String> questionNames(String script);
}
