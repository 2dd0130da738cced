package pk.rahnuma.script;

import java.util.List;

/// What the scripts ask whose answers are sent to the desk.
public interface FormQuestions {

    /// The names of the questions and lists that a script holds now, in its order; none when there is no such script.
    List<String> questionNames(String script);
}
