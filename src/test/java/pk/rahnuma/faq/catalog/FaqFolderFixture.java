package pk.rahnuma.faq.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import pk.rahnuma.dialog.script.ScriptProblem;
import pk.rahnuma.shared.Language;

/// A small valid folder of answers, to be broken by tests.
public final class FaqFolderFixture {

    static final String TOPICS = """
            - topic: fee
              group: before
              as_of: 2026-11-20
              review_by: 2027-02-20
              leads_to: register
              see: [time]
              certainty: official
            - topic: time
              group: before
              as_of: 2026-11-20
              review_by: 2027-02-20
              certainty: reported
            """;

    private static final Map<String, List<String>> FEE = Map.of(
            "en",
                    List.of(
                            "how much is the fee",
                            "what does it cost",
                            "price",
                            "is it free",
                            "do I have to pay",
                            "cost"),
            "ur", List.of("فیس کتنی ہے", "کتنے پیسے لگیں گے", "قیمت", "کیا یہ مفت ہے", "پیسے دینے ہوں گے", "خرچہ"),
            "ur-Latn",
                    List.of(
                            "fees kitni hai",
                            "kitne paise lagenge",
                            "keemat",
                            "muft hai kya",
                            "paise dene",
                            "kharcha"));
    private static final Map<String, List<String>> TIME = Map.of(
            "en", List.of("how long does it take", "how many days", "when is it ready", "duration", "too slow", "wait"),
            "ur", List.of("کتنا وقت لگے گا", "کتنے دن", "کب تک ہو جائے گا", "مدت", "بہت دیر", "انتظار"),
            "ur-Latn",
                    List.of("kitna waqt lagega", "kitne din", "kab tak ho jayega", "muddat", "bohat der", "intezar"));

    private FaqFolderFixture() {}

    /// The files, which may be changed.
    static Map<String, String> validFiles() {
        Map<String, String> files = new TreeMap<>();
        files.put("topics.yaml", TOPICS);
        for (String language : Language.ALL) {
            files.put(language + "/before.yaml", sheet("fee", FEE.get(language)) + sheet("time", TIME.get(language)));
            files.put(
                    "aside/" + language + ".tsv", "topic\tquestion\nfee\tmoney?\n-\tthe weather in " + language + "\n");
        }
        return files;
    }

    private static String sheet(String topic, List<String> ways) {
        StringBuilder sheet = new StringBuilder(topic + ":\n  title: \"The " + topic + "\"\n"
                + "  answer: \"About the " + topic + ", {mode, select, authority {we say} other {PTA says}} so.\"\n"
                + "  source: \"PTA, 16 Nov 2024\"\n  ask:\n");
        for (String way : ways) {
            sheet.append("    - \"")
                    .append(way)
                    .append("\"\n    - \"vpn ")
                    .append(way)
                    .append("\"\n");
        }
        return sheet.toString();
    }

    /// Problems of the files, a line each.
    static List<String> problemsOf(Map<String, String> files) {
        List<ScriptProblem> problems = new ArrayList<>();
        new FaqReader(files, Set.of("register"), problems).readCatalog();
        return problems.stream().map(ScriptProblem::toString).toList();
    }

    public static FaqCatalog validCatalog() {
        return new FaqReader(validFiles(), Set.of("register"), new ArrayList<>()).readCatalog();
    }
}
