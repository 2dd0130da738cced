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
import pk.rahnuma.dialog.script.FieldTypeRegistry;

class FieldProblemTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void everyProblemHasATextThatUsesOnlyItsArguments(String language) throws IOException {
        Map<String, Map<String, String>> errors = errors(language);
        for (FieldType type : FieldTypeRegistry.allTypes()) {
            type.problemCodes().forEach((code, arguments) -> {
                Map<String, String> kin = errors.get(type.problemTextType());
                String text = errors.get(type.typeName()).getOrDefault(code, kin.get(code));
                assertThat(text).as(type.typeName() + "." + code).isNotBlank().doesNotContain("'");
                MessageFormat message = new MessageFormat(text, ULocale.forLanguageTag(language));
                assertThat(arguments).as(type.typeName() + "." + code).containsAll(message.getArgumentNames());
                Map<String, Object> values = new HashMap<>();
                arguments.forEach(name -> values.put(name, 3L));
                assertThat(message.format(values)).doesNotContain("{");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void noTextIsLeftOver(String language) throws IOException {
        Map<String, Map<String, String>> errors = errors(language);
        errors.remove("any");
        errors.forEach((type, texts) -> assertThat(
                        FieldTypeRegistry.findByName(type).problemCodes().keySet())
                .as(type)
                .containsAll(texts.keySet()));
        assertThat(errors).hasSize(FieldTypeRegistry.allTypes().size());
    }

    private static Map<String, Map<String, String>> errors(String language) throws IOException {
        Path file = Path.of("bot-scripts", "texts", language, "errors.yaml");
        Map<String, Map<String, Map<String, String>>> texts = new Yaml().load(Files.readString(file));
        return texts.get("errors");
    }
}
