package pk.rahnuma.faq.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.script.InvalidScriptsException;
import pk.rahnuma.dialog.script.ScriptProblem;
import pk.rahnuma.dialog.script.ScriptSources;

/// All topics with their answers, checked. Empty for a folder without answers.
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

    /// Reads the answers of a folder.
    ///
    /// @throws InvalidScriptsException with every problem found
    public static FaqCatalog loadCatalog(ScriptSources sources) {
        List<ScriptProblem> problems = new ArrayList<>();
        FaqCatalog answers = new FaqReader(sources.answers(), sources.scriptNames(), problems).readCatalog();
        if (!problems.isEmpty()) {
            throw new InvalidScriptsException(problems);
        }
        return answers;
    }

    /// Topics in the order of the file, which is that of the menu.
    public Collection<FaqTopic> listTopics() {
        return topics.values();
    }

    /// A topic by its name; null when there is none.
    public FaqTopic findTopic(String name) {
        return topics.get(name);
    }

    /// Texts of a topic.
    ///
    /// @param language `en`, `ur` or `ur-Latn`
    /// @param topic that exists
    public TopicTexts topicTexts(String language, String topic) {
        return wordings.get(language).get(topic);
    }

    /// Synonyms by the name of their group.
    public Map<String, List<String>> synonymGroups() {
        return kin;
    }

    /// Questions held out for measuring.
    public List<HeldOutQuestion> heldOutQuestions() {
        return aside;
    }
}
