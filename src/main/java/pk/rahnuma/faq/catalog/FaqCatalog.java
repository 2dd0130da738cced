package pk.rahnuma.faq.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.script.InvalidScriptsException;
import pk.rahnuma.dialog.script.ScriptProblem;
import pk.rahnuma.dialog.script.ScriptSources;

/// All topics with their answers, checked. A folder without answers has none.
public final class FaqCatalog {

    private final Map<String, FaqTopic> topics;
    private final Map<String, Map<String, TopicTexts>> wordings;
    private final Map<String, List<String>> kin;
    private final List<HeldOutQuestion> aside;

    FaqCatalog(
            Map<String, FaqTopic> topics,
            Map<String, Map<String, TopicTexts>> wordings,
            Map<String, List<String>> kin,
            List<HeldOutQuestion> aside) {
        this.topics = topics;
        this.wordings = wordings;
        this.kin = kin;
        this.aside = aside;
    }

    /// @throws InvalidScriptsException with every problem found
    public static FaqCatalog loadCatalog(ScriptSources sources) {
        List<ScriptProblem> problems = new ArrayList<>();
        FaqCatalog answers = new FaqReader(sources.answers(), sources.scriptNames(), problems).readCatalog();
        if (!problems.isEmpty()) {
            throw new InvalidScriptsException(problems);
        }
        return answers;
    }

    /// In the order of the file, which is that of the menu.
    public Collection<FaqTopic> listTopics() {
        return topics.values();
    }

    /// Null when there is none of that name.
    public FaqTopic findTopic(String name) {
        return topics.get(name);
    }

    /// @param language `en`, `ur` or `ur-Latn`
    /// @param topic that exists
    public TopicTexts topicTexts(String language, String topic) {
        return wordings.get(language).get(topic);
    }

    /// Words that come to the same, by what they come to.
    public Map<String, List<String>> synonymGroups() {
        return kin;
    }

    /// The questions kept aside for measuring.
    public List<HeldOutQuestion> heldOutQuestions() {
        return aside;
    }
}
