package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;

/// Examples of the description of the API, as it is served: every body and every parameter has one, and it is right.
class ApiExamplesTest {

    private static final TestServer server = TestServer.onH2().shareServer();
    private static final JsonNode description = ApiDescriptionTest.readDescription(server);
    private static final List<DescribedOperation> operations = DescribedOperation.listAll(description);

    /// Whole examples of a body: its own, or that of its schema.
    private static List<JsonNode> wholeExamples(JsonNode body) {
        List<JsonNode> examples = new ArrayList<>();
        body.path("examples").forEach(example -> examples.add(example.path("value")));
        JsonNode schema = resolve(body.path("schema"));
        if (examples.isEmpty() && schema.has("example")) {
            examples.add(schema.path("example"));
        }
        return examples;
    }

    private static JsonNode resolve(JsonNode schema) {
        return schema.has("$ref")
                ? resolve(description.at(schema.path("$ref").asText().substring(1)))
                : schema.path("allOf").size() == 1
                        ? resolve(schema.path("allOf").path(0))
                        : schema;
    }

    @Test
    void everyBodyHasAWholeExample() {
        Set<String> missing = new TreeSet<>();
        operations.forEach(operation -> {
            operation.requestBodies().stream()
                    .filter(body -> wholeExamples(body).isEmpty())
                    .forEach(body -> missing.add(operation.id() + ": request"));
            operation.successBodies().stream()
                    .filter(body -> wholeExamples(body).isEmpty())
                    .forEach(body -> missing.add(operation.id() + ": response"));
        });
        assertThat(operations).hasSizeGreaterThan(70);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyParameterHasAnExampleAndANumberItsLimits() {
        Set<String> missing = new TreeSet<>();
        operations.forEach(operation -> operation
                .description()
                .path("parameters")
                .forEach(described -> {
                    JsonNode parameter = resolve(described);
                    JsonNode schema = parameter.path("schema");
                    String name = operation.id() + ": " + parameter.path("name").asText();
                    if (!schema.has("example")) {
                        missing.add(name);
                    }
                    if (schema.path("type").asText().equals("integer") && !schema.has("minimum")) {
                        missing.add(name + " (minimum)");
                    }
                    if (parameter.path("name").asText().equals("limit")
                            && !(schema.has("maximum") && schema.has("default"))) {
                        missing.add(name + " (maximum, default)");
                    }
                }));
        assertThat(missing).isEmpty();
    }

    /// Those of bodies, parameters, members and problems.
    @Test
    void everyExampleFitsItsSchema() {
        List<String> faults = new ArrayList<>();
        collectExampleFaults(description, "", faults);
        assertThat(faults).isEmpty();
    }

    private static void collectExampleFaults(JsonNode part, String place, List<String> faults) {
        JsonNode schema = part.has("schema") ? part.path("schema") : part;
        if (part.has("example") && (schema != part || part.has("type"))) {
            collectFaults(schema, part.path("example"), place, faults);
        }
        if (part.has("schema")) {
            part.path("examples").forEach(example -> collectFaults(schema, example.path("value"), place, faults));
        }
        part.properties().stream()
                .filter(each -> !each.getKey().equals("example"))
                .forEach(each -> collectExampleFaults(each.getValue(), place + "/" + each.getKey(), faults));
    }

    private static void collectFaults(JsonNode described, JsonNode value, String place, List<String> faults) {
        JsonNode schema = resolve(described);
        if (!hasType(schema, value) || !isWithinLimits(schema, value)) {
            faults.add(place + ": " + value);
        }
        JsonNode members = schema.path("properties");
        schema.path("required").forEach(name -> {
            if (value.isObject() && !value.has(name.asText())) {
                faults.add(place + " lacks " + name.asText());
            }
        });
        value.forEach(item -> {
            if (value.isArray()) {
                collectFaults(schema.path("items"), item, place + "[]", faults);
            }
        });
        value.properties().forEach(member -> {
            String name = place + "." + member.getKey();
            if (members.has(member.getKey())) {
                collectFaults(members.path(member.getKey()), member.getValue(), name, faults);
            } else if (schema.path("additionalProperties").asBoolean(schema.has("additionalProperties"))) {
                collectFaults(schema.path("additionalProperties"), member.getValue(), name, faults);
            } else if (!members.isMissingNode()) {
                faults.add(name + " is not described");
            }
        });
    }

    private static boolean hasType(JsonNode schema, JsonNode value) {
        return switch (schema.path("type").asText()) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> true;
        };
    }

    private static boolean isWithinLimits(JsonNode schema, JsonNode value) {
        Set<String> options = new TreeSet<>();
        schema.path("enum").forEach(option -> options.add(option.asText()));
        return (options.isEmpty() || options.contains(value.asText()))
                && value.asText().length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE)
                && value.asText().length() >= schema.path("minLength").asInt(0)
                && value.asText().matches(schema.path("pattern").asText("(?s).*"))
                && (!value.isNumber()
                        || value.asLong() >= schema.path("minimum").asLong(Long.MIN_VALUE)
                                && value.asLong() <= schema.path("maximum").asLong(Long.MAX_VALUE))
                && hasFormat(schema.path("format").asText(), value.asText());
    }

    private static boolean hasFormat(String format, String value) {
        try {
            switch (format) {
                case "date" -> LocalDate.parse(value);
                case "date-time" -> Instant.parse(value);
                default -> {}
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    @Test
    void everyExampleOfARecordIsReadByIt() {
        JsonMapper strict = JsonMapper.builder().addModule(new JavaTimeModule()).build();
        Set<String> read = new TreeSet<>();
        operations.stream()
                .flatMap(operation ->
                        Stream.concat(operation.requestBodies().stream(), operation.successBodies().stream()))
                .forEach(body -> {
                    String schema = body.at("/schema/$ref").asText().replaceFirst(".*/", "");
                    Class<?> type = RequiredMembersTest.RECORDS.get(schema);
                    if (type != null) {
                        wholeExamples(body)
                                .forEach(example -> assertThatCode(() -> strict.treeToValue(example, type))
                                        .as(schema)
                                        .doesNotThrowAnyException());
                        read.add(schema);
                    }
                });
        assertThat(read).hasSizeGreaterThan(50);
    }

    /// A desk without mail or SMS refuses some, and has no draft or organisation of the examples: but each is read.
    @Test
    void everyExampleOfARequestIsUnderstood() {
        Set<String> refused = new TreeSet<>();
        operations.forEach(operation -> operation
                .requestBodies()
                .forEach(body -> wholeExamples(body).forEach(example -> {
                    ApiClient person = ApiPersons.createPerson(server);
                    ApiClient.ApiResponse response = person.call(operation.method(), operation.examplePath(), example);
                    if (response.status() >= 400
                            && Set.of("invalid", "bad-request", "not-json", "wrong-content-type", "internal")
                                    .contains(response.type().replace("/problems/", ""))) {
                        refused.add(operation.id() + ": " + response.response().body());
                    }
                })));
        assertThat(refused).isEmpty();
    }
}
