package pk.rahnuma.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The texts with which a person registers by typing, from a data file.
///
/// A file maps questions to texts instead of listing the texts in order: an answer stays beside its question when
/// questions are moved, and a text for a question that the bot has already had answered is not typed by mistake.
/// Several texts for a question are typed in their order, one each time that the bot asks.
///
/// @param person a description, which is not sent
/// @param temper `hurried`, `wordy`, `hesitant`, `correcting` or `company`
/// @param corrections number of corrections that the person makes
/// @param expected answers that have to be sent in the end, by question
/// @param lines texts by question; `opening`, `confirm`, `check` and `connections` beside the questions of the script
record TypedRegistration(
        String person, String temper, int corrections, Map<String, Object> expected, Map<String, List<String>> lines) {

    private static final Path FOLDER = Path.of("src/test/resources/pk/rahnuma/endtoend/people");

    /// Reads the people who type in a language.
    static List<TypedRegistration> readAll(String language) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            String text = Files.readString(FOLDER.resolve(language + ".yaml"));
            List<Map<String, Object>> people = new Yaml(new SafeConstructor(options)).load(text);
            return people.stream().map(TypedRegistration::fromMap).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static TypedRegistration fromMap(Map<String, Object> entries) {
        String person = (String) entries.remove("person");
        String temper = (String) entries.remove("temper");
        Object corrections = entries.remove("corrections");
        Map<String, Object> expected = (Map<String, Object>) entries.remove("expected");
        Map<String, List<String>> lines = new LinkedHashMap<>();
        entries.forEach((key, value) -> lines.put(
                key,
                value instanceof List<?> several
                        ? several.stream().map(String.class::cast).toList()
                        : List.of((String) value)));
        return new TypedRegistration(
                person,
                temper,
                corrections == null ? 0 : (int) corrections,
                expected == null ? Map.of() : expected,
                lines);
    }

    boolean isOfCompany() {
        return "company".equals(temper);
    }

    List<String> opening() {
        return lines.get("opening");
    }

    @Override
    public String toString() {
        return person;
    }
}
