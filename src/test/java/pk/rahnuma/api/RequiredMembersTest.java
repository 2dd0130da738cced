package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Members of the records of requests and responses that are always there are required in the description.
class RequiredMembersTest {

    /// Records of the API, and those of other packages that are part of its responses, by name of their schema.
    static final Map<String, Class<?>> RECORDS = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(
                            "pk.rahnuma.api",
                            "pk.rahnuma.http",
                            "pk.rahnuma.conversation",
                            "pk.rahnuma.dialog.model",
                            "pk.rahnuma.dialog.render",
                            "pk.rahnuma.faq")
                    .stream()
                    .filter(JavaClass::isRecord)
                    .map(JavaClass::reflect)
                    .collect(Collectors.toMap(RequiredMembersTest::schemaName, each -> each, (first, second) -> first));

    private static String schemaName(Class<?> type) {
        io.swagger.v3.oas.annotations.media.Schema schema =
                type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return schema != null && !schema.name().isEmpty()
                ? schema.name()
                : type.getName().replaceFirst(".*\\.", "").replace('$', '.');
    }

    private static Set<String> handwrittenSchemas() throws IOException {
        Map<String, Map<String, Map<String, Object>>> common =
                DescribedResponses.yamlWithoutTimes().load(Files.readString(Path.of("src/main/openapi/common.yml")));
        return common.get("components").get("schemas").keySet();
    }

    @Test
    void membersThatAreNeverNullAreRequired() throws IOException {
        Map<String, Set<String>> described = new TreeMap<>();
        Map<String, Set<String>> expected = new TreeMap<>();
        Set<String> handwritten = handwrittenSchemas();
        DescribedResponses.description().at("/components/schemas").properties().stream()
                .filter(schema -> !schema.getValue().has("enum") && !handwritten.contains(schema.getKey()))
                .forEach(schema -> {
                    Set<String> required = new TreeSet<>();
                    schema.getValue().path("required").forEach(each -> required.add(each.asText()));
                    described.put(schema.getKey(), required);
                    expected.put(schema.getKey(), expectedMembers(schema.getKey()));
                });
        assertThat(described).isEqualTo(expected).hasSizeGreaterThan(50);
    }

    private static Set<String> expectedMembers(String schema) {
        return RECORDS.containsKey(schema)
                ? Arrays.stream(RECORDS.get(schema).getRecordComponents())
                        .filter(each -> !isNullable(each)
                                && !each.getAccessor().isAnnotationPresent(JsonAnyGetter.class)
                                && !each.getAccessor().isAnnotationPresent(JsonIgnore.class))
                        .map(RecordComponent::getName)
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of("no record is named " + schema);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(Nullable.class)
                || component.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class);
    }
}
