package pk.rahnuma.dialog.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.OperatingMode;

/// Texts of the desk: the same terms everywhere, each language in its own letters, and no forbidden statements.
class ScriptTextsTest {

    private static final Path FOLDER = Path.of("bot-scripts");
    private static final Map<String, Map<String, String>> PROSE = new TreeMap<>();
    private static final Map<String, Map<String, List<String>>> WORDS = new TreeMap<>();
    private static final List<ScriptProblem> PROBLEMS = new ArrayList<>();
    private static final ScriptTexts TEXTS =
            new ScriptTexts(ScriptSources.readFiles(FOLDER).texts(), PROBLEMS);

    /// Texts in all languages at once, and a language's own name.
    private static final Pattern MIXED = Pattern.compile("welcome\\.language\\..*|engine\\.languages\\..*");

    static {
        ScriptSources.readFiles(FOLDER).texts().forEach((language, files) -> {
            PROSE.put(language, new TreeMap<>());
            WORDS.put(language, new TreeMap<>());
            files.values().forEach(file -> collect(language, "", new Yaml().load(file)));
        });
    }

    private static void collect(String language, String key, Object node) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> collect(language, key.isEmpty() ? "" + name : key + "." + name, inner));
        } else if (node instanceof List<?> list) {
            WORDS.get(language).put(key, list.stream().map(String::valueOf).toList());
        } else {
            PROSE.get(language).put(key, prose(String.valueOf(node)));
        }
    }

    /// Readable text of a message: without arguments and syntax; all choices one after the other.
    private static String prose(String message) {
        MessagePattern pattern = new MessagePattern(message);
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int i = 0; i < pattern.countParts(); i++) {
            Part part = pattern.getPart(i);
            switch (part.getType()) {
                case MSG_START -> from = part.getLimit();
                case ARG_START, MSG_LIMIT -> {
                    out.append(message, from, Math.max(from, part.getIndex())).append(' ');
                    from = part.getLimit();
                }
                default -> from = Math.max(from, part.getLimit());
            }
        }
        return out.toString();
    }

    private record Term(
            String term, Map<String, List<String>> used, Map<String, List<String>> never, List<String> except) {

        boolean in(String language, String key, boolean whole) {
            return used.get(language).stream()
                    .anyMatch(word -> holds(PROSE.get(language).get(key), word, whole));
        }
    }

    private static boolean holds(String text, String word, boolean whole) {
        String pattern =
                "(?<![\\p{L}\\p{N}.@/-])" + Pattern.quote(word) + (whole ? "(?![\\p{L}\\p{N}@-]|\\.\\p{L})" : "");
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .find();
    }

    @SuppressWarnings("unchecked")
    private static List<Term> glossary() throws IOException {
        List<Map<String, Object>> read = new Yaml().load(Files.readString(FOLDER.resolve("texts/glossary.yaml")));
        return read.stream()
                .map(entry -> {
                    Map<String, List<String>> used = new LinkedHashMap<>();
                    Language.ALL.forEach(language -> used.put(language, (List<String>) entry.get(language)));
                    return new Term(
                            (String) entry.get("term"),
                            used,
                            (Map<String, List<String>>) entry.getOrDefault("never", Map.of()),
                            (List<String>) entry.getOrDefault("except", List.of()));
                })
                .toList();
    }

    @Test
    void everyTextExistsInEveryLanguageWithTheSameArguments() {
        assertThat(PROBLEMS).isEmpty();
    }

    @Test
    void aTermIsTheSameWordEverywhere() throws IOException {
        List<String> departures = new ArrayList<>();
        for (Term term : glossary()) {
            PROSE.get("en").keySet().stream()
                    .filter(key -> !MIXED.matcher(key).matches())
                    .filter(key -> !term.except().contains(key))
                    .filter(key -> term.in("en", key, true))
                    .forEach(key -> Language.ALL.stream()
                            .filter(language -> !term.in(language, key, false))
                            .forEach(language -> departures.add(key + " in " + language + ": no " + term.term() + ", "
                                    + term.used().get(language))));
        }
        assertThat(departures).isEmpty();
    }

    @Test
    void aTermNeverGoesByAnotherWord() throws IOException {
        List<String> departures = new ArrayList<>();
        for (Term term : glossary()) {
            term.never()
                    .forEach((language, words) -> PROSE.get(language)
                            .forEach((key, text) -> words.stream()
                                    .filter(word -> !term.except().contains(key) && holds(text, word, true))
                                    .forEach(word -> departures.add(key + " in " + language + ": " + word))));
        }
        assertThat(departures).isEmpty();
    }

    @Test
    void consentIsAskedInFiveLinesAtMost() {
        PROSE.forEach(
                (language, texts) -> assertThat(texts.get("consent.consent.ask").split("\n"))
                        .as(language)
                        .hasSizeBetween(3, 5));
    }

    @Test
    void textsArePlain() {
        Pattern markup = Pattern.compile("[*`~]|<[a-zA-Z/]|&[a-z]+;|\\]\\(|(?<!\\w)_|_(?!\\w)|['\"]");
        assertThat(found(markup, "en", "ur", "ur-Latn")).isEmpty();
    }

    @Test
    void urduIsWrittenInUrduLettersAndMarks() {
        Pattern allowed = Pattern.compile(
                "(?i)[a-z0-9.-]+\\.(pk|com)|[a-z0-9.]+@[a-z0-9.]+|FortiClient|OpenVPN|WireGuard|IPsec|IKEv2|SSTP|L2TP"
                        + "|SSL VPN|Cisco AnyConnect|Submit Application|what is my IP|IPv[46]|ATL|STRN|CUIN|A917166"
                        + "|PDF|JPG|PNG|MB|K7MP-4RTX-9[A-Z]|T[0-9A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{2}|\u2068[^\u2069]*\u2069|\u2066[^\u2069]*\u2069");
        PROSE.get("ur").forEach((key, text) -> {
            if (!MIXED.matcher(key).matches()) {
                String rest = allowed.matcher(text).replaceAll(" ");
                assertThat(rest).as(key).doesNotContainPattern("[A-Za-z]");
                assertThat(rest).as(key + ": Western digits").doesNotContainPattern("[٠-٩۰-۹]");
                assertThat(rest).as(key + ": letters of Urdu").doesNotContainPattern("[يكىة]");
                assertThat(rest)
                        .as(key + ": ، ؟ ۔ ؛")
                        .doesNotContainPattern("[\\u0600-\\u06FF] ?[,?;](?!\\d)|[\\u0600-\\u06FF]\\.(?!\\.)");
            }
        });
    }

    @Test
    void romanUrduAndEnglishAreWrittenInLatinLetters() {
        assertThat(found(Pattern.compile("[\\u0600-\\u06FF]"), "en", "ur-Latn")).isEmpty();
    }

    /// docs/domain.md, "Unsaid": no fines, terms of validity, amounts, services said to work, promises about
    /// surveillance, ways round a block, and no word that claims a check that is never made.
    @ParameterizedTest
    @EnumSource(Unsaid.class)
    void noTextMakesAForbiddenStatement(Unsaid unsaid) {
        assertThat(found(unsaid.pattern, "en", "ur", "ur-Latn")).isEmpty();
    }

    enum Unsaid {
        FINES("\\b(fines?|fined|penalty|penalties|jail|prison|jurmana|qaid|saza)\\b|جرمانہ|قید|سزا"),
        VALIDITY("\\b(valid (for|until|till)|renew(al|ed)?|every year|har saal|tajdeed)\\b|تجدید|ہر سال"),
        AMOUNTS("\\b(Rs\\.?|PKR|rupees?|rupay|rupaye) ?[0-9]*|روپے|روپیہ"),
        SERVICES(
                "(?i)nord ?vpn|proton|express ?vpn|surfshark|mullvad|psiphon|\\bwarp\\b|turbo|super ?vpn|نورڈ|پروٹون|سرف شارک"),
        SURVEILLANCE("\\b(monitor\\w*|surveillance|spy|track you|nigrani)\\b|نگرانی"),
        CIRCUMVENTION("\\b(unblock\\w*|bypass\\w*|get around|circumvent\\w*|blocked (site|content|app)s?)\\b|بلاک شدہ"),
        CHECKS("\\b(verified|tasdeeq shuda|verify with|nadra (se|has) )\\b|تصدیق شدہ|نادرا سے تصدیق");

        private final Pattern pattern;

        Unsaid(String words) {
            this.pattern = Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        }
    }

    /// "8–10 working hours" and the like are PTA's words of some day, not the desk's promise.
    @Test
    void aTimeOrAPriceNamesWhoSaidIt() {
        Pattern stated = Pattern.compile(
                "8–10 working|8 سے 10 دفتری|8 se 10 working|registration is free|رجسٹریشن مفت ہے|registration muft hai");
        Pattern source = Pattern.compile("PTA|پی ٹی اے|Pakistan Today|پاکستان ٹوڈے");
        Language.ALL.forEach(language -> PROSE.get(language).forEach((key, text) -> {
            if (stated.matcher(text).find()) {
                assertThat(text).as(key).containsPattern(source).containsPattern("20\\d\\d|FAQ|سوال و جواب");
            }
        }));
    }

    @ParameterizedTest
    @EnumSource
    void telegramTakesItsTexts(OperatingMode mode) {
        Map<String, Object> arguments = TestDesk.ofMode(mode).textArguments();
        for (String language : Language.ALL) {
            for (String key : TEXTS.textKeys()) {
                int most = key.startsWith("telegram.commands.")
                        ? 100
                        : key.equals("telegram.description") ? 512 : key.equals("telegram.short_description") ? 120 : 0;
                if (most > 0) {
                    assertThat(TEXTS.formatText(language, key, arguments))
                            .as(language + " " + key)
                            .hasSizeLessThanOrEqualTo(most);
                }
            }
        }
    }

    @Test
    void onlyAnAssistanceDeskSaysThatItIsNotPta() {
        Map<String, Pattern> denials = Map.of(
                "en", Pattern.compile("not PTA"),
                "ur", Pattern.compile("پی ٹی اے نہیں"),
                "ur-Latn", Pattern.compile("PTA nahi"));
        denials.forEach((language, denial) -> {
            for (String key : List.of(
                    "welcome.greeting.say",
                    "engine.menu",
                    "telegram.description",
                    "telegram.short_description",
                    "web.not_pta")) {
                assertThat(TEXTS.formatText(language, key, TestDesk.ASSISTANCE.textArguments()))
                        .as(key)
                        .containsPattern(denial.pattern().replace("not PTA", "(?i)not PTA"));
                assertThat(TEXTS.formatText(
                                language,
                                key,
                                TestDesk.ofMode(OperatingMode.AUTHORITY).textArguments()))
                        .as(key)
                        .doesNotContainPattern(denial);
            }
        });
    }

    /// A word that normalises to nothing would match every text that is too long to be a word.
    @Test
    void wordsThatAreUnderstoodHaveLetters() {
        WORDS.forEach((language, lists) -> lists.forEach((key, words) -> assertThat(words)
                .as(language + " " + key)
                .noneMatch(word -> TextNormaliser.toComparisonKey(word).isEmpty())));
    }

    /// A word with two meanings would have the meaning that happens to be read last.
    @Test
    void noWordMeansTwoCommands() {
        Map<String, String> meant = new TreeMap<>();
        WORDS.forEach((language, lists) -> lists.forEach((key, words) -> {
            if (key.startsWith("words.")) {
                words.forEach(word -> {
                    String other = meant.put(TextNormaliser.toComparisonKey(word), key);
                    assertThat(other == null || other.equals(key))
                            .as(word + ": " + key + " and " + other)
                            .isTrue();
                });
            }
        }));
    }

    private static List<String> found(Pattern pattern, String... languages) {
        List<String> found = new ArrayList<>();
        for (String language : languages) {
            PROSE.get(language).forEach((key, text) -> {
                Matcher matcher = pattern.matcher(text);
                if (!MIXED.matcher(key).matches() && matcher.find()) {
                    found.add(key + " in " + language + ": " + matcher.group());
                }
            });
        }
        return found;
    }
}
