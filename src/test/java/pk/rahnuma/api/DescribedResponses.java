package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/// The description of the API, as the build wrote it, against responses that tests receive.
public final class DescribedResponses {

    private static final JsonNode DESCRIPTION = readDescription();
    private static final List<Operation> OPERATIONS = readOperations();

    private DescribedResponses() {}

    /// @param path with places for parameters, as a pattern
    private record Operation(String method, Pattern path, int parameters, JsonNode description) {}

    public static JsonNode description() {
        return DESCRIPTION;
    }

    private static JsonNode readDescription() {
        try (InputStream written = DescribedResponses.class.getResourceAsStream("/pk/rahnuma/api/openapi.yml")) {
            return new ObjectMapper().valueToTree(yamlWithoutTimes().load(written));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a time as text, as parsers of YAML 1.2 do.
    public static Yaml yamlWithoutTimes() {
        LoaderOptions loading = new LoaderOptions();
        DumperOptions dumping = new DumperOptions();
        return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, new Resolver() {
            @Override
            public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
                if (tag != Tag.TIMESTAMP) {
                    super.addImplicitResolver(tag, pattern, first, limit);
                }
            }
        });
    }

    private static List<Operation> readOperations() {
        List<Operation> operations = new ArrayList<>();
        DESCRIPTION
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                Pattern.compile(path.getKey().replaceAll("\\{\\w+}", "[^/]+")),
                                path.getKey().split("\\{", -1).length,
                                operation.getValue()))));
        operations.sort(Comparator.comparingInt(Operation::parameters));
        return operations;
    }

    /// Asserts that a response in JSON has the members which the description requires, and no null or unknown ones.
    static void check(HttpResponse<String> response) {
        boolean json = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
        boolean compressed = response.headers().firstValue("Content-Encoding").isPresent();
        if (!json || compressed || response.statusCode() >= 300) {
            return;
        }
        String method = response.request().method();
        String path = response.uri().getPath();
        find(method, path).ifPresent(operation -> {
            JsonNode schema = operation
                    .description()
                    .path("responses")
                    .path(Integer.toString(response.statusCode()))
                    .at("/content/application~1json/schema");
            List<String> faults = new ArrayList<>();
            collectFaults(resolve(schema), parse(response.body()), "", faults);
            assertThat(faults).as(method + " " + path).isEmpty();
        });
    }

    /// Id of the operation that a request calls; empty when the description has none.
    public static Optional<String> findOperationId(String method, String path) {
        return find(method, path)
                .map(each -> each.description().path("operationId").asText());
    }

    public static Set<String> operationIds() {
        return OPERATIONS.stream()
                .map(each -> each.description().path("operationId").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<Operation> find(String method, String path) {
        return OPERATIONS.stream()
                .filter(each -> each.method().equals(method)
                        && each.path().matcher(path).matches())
                .findFirst();
    }

    private static JsonNode parse(String body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The part to which a reference leads; a part that is none itself.
    public static JsonNode resolve(JsonNode schema) {
        if (schema.has("$ref")) {
            return resolve(DESCRIPTION.at(schema.path("$ref").asText().substring(1)));
        }
        return schema.path("allOf").size() == 1 ? resolve(schema.path("allOf").path(0)) : schema;
    }

    private static void collectFaults(JsonNode schema, JsonNode value, String place, List<String> faults) {
        if (value.isArray()) {
            JsonNode items = resolve(schema.path("items"));
            value.forEach(each -> collectFaults(items, each, place + "[]", faults));
            return;
        }
        JsonNode members = schema.path("properties");
        schema.path("required").forEach(required -> {
            if (!value.has(required.asText())) {
                faults.add(place + " lacks " + required.asText());
            }
        });
        value.properties().forEach(member -> {
            String name = place + "." + member.getKey();
            JsonNode described = members.path(member.getKey());
            if (member.getValue().isNull() && !described.path("nullable").asBoolean()) {
                faults.add(name + " is null");
            } else if (!members.isMissingNode() && described.isMissingNode()) {
                faults.add(name + " is not described");
            } else {
                collectFaults(resolve(described), member.getValue(), name, faults);
            }
        });
    }
}
