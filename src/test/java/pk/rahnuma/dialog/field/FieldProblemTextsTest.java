package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class FieldProblemTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void every_problem_has_a_text_that_uses_only_its_arguments(String language) throws IOException {
        Map<String, Map<String, String>> errors = errors(language);
        for (FieldType type : FieldTypeRegistry.all()) {
            type.problems().forEach((code, arguments) -> {
                Map<String, String> kin = errors.get(type.kin());
                String text = errors.get(type.name()).getOrDefault(code, kin.get(code));
                assertThat(text).as(type.name() + "." + code).isNotBlank().doesNotContain("'");
                MessageFormat message = new MessageFormat(text, ULocale.forLanguageTag(language));
                assertThat(arguments).as(type.name() + "." + code).containsAll(message.getArgumentNames());
                Map<String, Object> values = new HashMap<>();
                arguments.forEach(name -> values.put(name, 3L));
                assertThat(message.format(values)).doesNotContain("{");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void no_text_is_left_over(String language) throws IOException {
        Map<String, Map<String, String>> errors = errors(language);
        errors.remove("any");
        errors.forEach((type, texts) -> assertThat(
                        FieldTypeRegistry.named(type).problems().keySet())
                .as(type)
                .containsAll(texts.keySet()));
        assertThat(errors).hasSize(FieldTypeRegistry.all().size());
    }

    private static Map<String, Map<String, String>> errors(String language) throws IOException {
        Path file = Path.of("bot-scripts", "texts", language, "errors.yaml");
        Map<String, Map<String, Map<String, String>>> texts = new Yaml().load(Files.readString(file));
        return texts.get("errors");
    }
}
