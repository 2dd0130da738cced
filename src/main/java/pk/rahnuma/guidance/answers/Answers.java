package pk.rahnuma.guidance.answers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.script.Problem;
import pk.rahnuma.dialog.script.ScriptsInvalid;
import pk.rahnuma.dialog.script.Sources;

/// All topics with their answers, checked. A folder without answers has none.
public final class Answers {

    private final Map<String, Topic> topics;
    private final Map<String, Map<String, Wording>> wordings;
    private final Map<String, List<String>> kin;
    private final List<Aside> aside;

    Answers(
            Map<String, Topic> topics,
            Map<String, Map<String, Wording>> wordings,
            Map<String, List<String>> kin,
            List<Aside> aside) {
        this.topics = topics;
        this.wordings = wordings;
        this.kin = kin;
        this.aside = aside;
    }

    /// @throws ScriptsInvalid with every problem found
    public static Answers load(Sources sources) {
        List<Problem> problems = new ArrayList<>();
        Answers answers = new Reader(sources.answers(), sources.names(), problems).read();
        if (!problems.isEmpty()) {
            throw new ScriptsInvalid(problems);
        }
        return answers;
    }

    /// In the order of the file, which is that of the menu.
    public Collection<Topic> topics() {
        return topics.values();
    }

    /// Null when there is none of that name.
    public Topic topic(String name) {
        return topics.get(name);
    }

    /// @param language `en`, `ur` or `ur-Latn`
    /// @param topic that exists
    public Wording wording(String language, String topic) {
        return wordings.get(language).get(topic);
    }

    /// Words that come to the same, by what they come to.
    Map<String, List<String>> kin() {
        return kin;
    }

    /// The questions kept aside for measuring.
    public List<Aside> aside() {
        return aside;
    }
}
