import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import pk.rahnuma.http.ProblemDetail;

/// Completes the description of the API that the compiler has written: adds what holds for many operations (headers,
/// problems), and corrects what the compiler writes against the OpenAPI specification. The build runs this file.
///
/// Arguments: the file that the compiler has written, and the file to be written.
final class ApiDescriptionWriter {

    /// Tags whose operations have texts in the language of `Accept-Language`, and further such operations.
    private static final Set<String> LOCALISED_TAGS = Set.of("Guidance", "Forms");

    private static final Set<String> LOCALISED_OPERATIONS =
            Set.of("createDraft", "sendMessage", "startRecovery", "startSignIn");

    /// Operations whose results have no path of their own.
    private static final Set<String> UNLOCATED_OPERATIONS = Set.of("addToken", "createInvitation", "createToken");

    /// Characters that the compiler escapes in comments.
    private static final Pattern ESCAPE = Pattern.compile("\\\\([`\\[\\]<>*_#])");

    private final Map<String, Object> description;

    private ApiDescriptionWriter(Map<String, Object> description) {
        this.description = description;
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, Object> generated = yamlWithoutTimes().load(Files.readString(Path.of(arguments[0])));
        ApiDescriptionWriter writer = new ApiDescriptionWriter(generated);
        correctTexts(generated);
        correctSchemas(generated);
        writer.listProblems();
        writer.describeProblems();
        writer.completeOperations();
        Path written = Path.of(arguments[1]);
        String text = dump(generated);
        if (!Files.exists(written) || !Files.readString(written).equals(text)) {
            Files.createDirectories(written.getParent());
            Files.writeString(written, text);
        }
    }

    /// Reads a time as text, as parsers of YAML 1.2 do.
    private static Yaml yamlWithoutTimes() {
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

    private static String dump(Map<String, Object> description) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setDereferenceAliases(true);
        options.setSplitLines(false);
        return new Yaml(options).dump(description);
    }

    /// Problems by name of the response that describes them.
    private static Map<String, List<ProblemDetail.Kind>> problemsByResponse() {
        return Arrays.stream(ProblemDetail.Kind.values())
                .collect(Collectors.groupingBy(
                        ApiDescriptionWriter::nameResponse, LinkedHashMap::new, Collectors.toList()));
    }

    private static String nameResponse(ProblemDetail.Kind kind) {
        return switch (kind) {
            case BAD_REQUEST, NOT_JSON -> "BadRequest";
            case UNAUTHENTICATED -> "Unauthenticated";
            case CROSS_SITE, NOT_ALLOWED -> "NotAllowed";
            case NOT_FOUND -> "NotFound";
            case METHOD_NOT_ALLOWED -> "MethodNotAllowed";
            case NOT_ACCEPTABLE -> "NotAcceptable";
            case TOO_SLOW -> "TooSlow";
            case OTHER_PERSON -> "OtherPerson";
            case WITH_STAFF, NO_OPERATOR, INCOMPLETE, NOT_POSSIBLE, ERASURE_PENDING -> "Conflict";
            case PRECONDITION_FAILED -> "PreconditionFailed";
            case TOO_LARGE -> "TooLarge";
            case WRONG_CONTENT_TYPE -> "WrongContentType";
            case INVALID, IDEMPOTENCY_KEY_REUSED, INVALID_REFERENCE, WRONG_CODE, NOT_OFFERED, TEXT_TOO_LONG -> "Invalid";
            case FILE_EMPTY, FILE_TYPE, FILE_UNREADABLE, FILE_LOCKED, FILE_TOO_MANY_PIXELS, FILE_TABLE_TOO_LARGE ->
                "InvalidFile";
            case TOO_MANY -> "TooMany";
            case INTERNAL -> "Internal";
            case STORAGE_FULL, SMS_USED_UP, UNAVAILABLE -> "Unavailable";
        };
    }

    /// Adds the table of all problem types to the introduction.
    private void listProblems() {
        Map<String, Object> info = member(description, "info");
        String table = Arrays.stream(ProblemDetail.Kind.values())
                .map(kind -> "| [" + kind.type() + "](" + kind.type() + ") | "
                        + kind.httpStatus().getCode() + " | " + kind.title() + " |\n")
                .collect(Collectors.joining());
        info.put(
                "description",
                info.get("description") + "\n\n## Problem types\n\n| type | status | title |\n|---|---|---|\n" + table);
    }

    private void describeProblems() {
        Map<String, Object> responses = member(member(description, "components"), "responses");
        problemsByResponse().forEach((name, kinds) -> {
            if (!name.equals("MethodNotAllowed")) {
                responses.put(name, describeResponse(name, kinds));
            }
        });
    }

    private static Map<String, Object> describeResponse(String name, List<ProblemDetail.Kind> kinds) {
        ProblemDetail.Kind first = kinds.getFirst();
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", first.type());
        example.put("title", first.title());
        example.put("status", first.httpStatus().getCode());
        example.put("number", "7KQ4MXRA");
        String schema = "ProblemDetail";
        if (name.equals("OtherPerson")) {
            schema = "OtherPersonProblem";
            Map<String, Object> offer = new LinkedHashMap<>();
            offer.put("id", "5381202912771940127");
            offer.put("channel", "telegram");
            offer.put("expires", "2026-11-30T08:10:00Z");
            offer.put("accepted", false);
            example.put("offer", offer);
        }
        Map<String, Object> response = new LinkedHashMap<>();
        response.put(
                "description",
                kinds.stream()
                        .map(kind -> "* `" + kind.type() + "`: " + kind.advice())
                        .collect(Collectors.joining("\n")));
        if (Set.of("TooMany", "Unavailable", "Conflict").contains(name)) {
            response.put("headers", references("headers", "Retry-After"));
        }
        response.put(
                "content",
                Map.of(
                        ProblemDetail.MEDIA_TYPE,
                        new TreeMap<>(Map.of("schema", reference("schemas", schema), "example", example))));
        return response;
    }

    private void completeOperations() {
        for (Object path : member(description, "paths").values()) {
            asMap(path).forEach((method, operation) -> completeOperation(method, asMap(operation)));
        }
    }

    private static void completeOperation(String method, Map<String, Object> operation) {
        Map<String, Object> responses = member(operation, "responses");
        boolean secured = operation.putIfAbsent("security", List.of()) != null;
        // A repeated DELETE without a log of its requests is refused with 404, and changes nothing either.
        boolean logged = !method.equals("get") && !(method.equals("delete") && !responses.containsKey("503"));
        addProblems(responses, secured, operation.containsKey("requestBody"));
        boolean tagged = responses.containsKey("304");
        boolean localised = LOCALISED_TAGS.contains(((List<?>) operation.get("tags")).getFirst())
                || LOCALISED_OPERATIONS.contains(operation.get("operationId"));
        List<Object> parameters = new ArrayList<>((List<?>) operation.getOrDefault("parameters", List.of()));
        if (logged) {
            parameters.add(reference("parameters", "IdempotencyKey"));
        }
        if (responses.containsKey("412")) {
            parameters.add(reference("parameters", "IfMatch"));
        }
        if (tagged) {
            parameters.add(reference("parameters", "IfNoneMatch"));
        }
        if (localised) {
            parameters.add(reference("parameters", "AcceptLanguage"));
        }
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        responses.forEach((status, response) -> {
            if (status.startsWith("2")) {
                List<String> names = new ArrayList<>(List.of("RateLimit", "RateLimit-Policy"));
                if (tagged) {
                    names.add("ETag");
                }
                if (status.equals("201") && !UNLOCATED_OPERATIONS.contains(operation.get("operationId"))) {
                    names.add("Location");
                }
                asMap(response).put("headers", references("headers", names.toArray(String[]::new)));
            }
        });
    }

    /// Adds the problems that are possible at every operation of a kind.
    private static void addProblems(Map<String, Object> responses, boolean secured, boolean hasBody) {
        responses.putIfAbsent("406", reference("responses", "NotAcceptable"));
        responses.putIfAbsent("500", reference("responses", "Internal"));
        responses.putIfAbsent("503", reference("responses", "Unavailable"));
        if (secured) {
            responses.putIfAbsent("403", reference("responses", "NotAllowed"));
        }
        if (hasBody) {
            responses.putIfAbsent("408", reference("responses", "TooSlow"));
            responses.putIfAbsent("413", reference("responses", "TooLarge"));
            responses.putIfAbsent("415", reference("responses", "WrongContentType"));
        }
        Map<String, Object> sorted = new TreeMap<>(responses);
        responses.clear();
        responses.putAll(sorted);
    }

    /// Removes escapes, and says of a member without a value that it is missing.
    private static String correctText(String text) {
        return ESCAPE.matcher(text)
                .replaceAll("$1")
                .replaceFirst("[,;] or null$", "; may be missing")
                .replace("; null ", "; missing ");
    }

    private static void correctTexts(Object part) {
        if (part instanceof Map<?, ?>) {
            asMap(part).replaceAll((name, value) -> {
                correctTexts(value);
                return name.equals("description") && value instanceof String text ? correctText(text) : value;
            });
        } else if (part instanceof List<?> list) {
            list.forEach(ApiDescriptionWriter::correctTexts);
        }
    }

    /// Moves references away from the members beside them, which OpenAPI 3.0 forbids, and values of lists to their
    /// items. Removes `nullable`: the desk leaves a member without a value out. Values are words in small letters.
    private static void correctSchemas(Object part) {
        if (part instanceof List<?> list) {
            list.forEach(ApiDescriptionWriter::correctSchemas);
        } else if (part instanceof Map<?, ?>) {
            Map<String, Object> members = asMap(part);
            members.remove("nullable", true);
            if (members.get("$ref") instanceof String target && members.size() > 1) {
                if (target.startsWith("#/components/schemas/")) {
                    members.remove("$ref");
                    members.put("allOf", List.of(new LinkedHashMap<>(Map.of("$ref", target))));
                } else {
                    members.keySet().retainAll(Set.of("$ref"));
                }
            }
            if (members.size() == 1 && members.get("allOf") instanceof List<?> all && all.size() == 1) {
                members.clear();
                members.putAll(asMap(all.getFirst()));
            }
            if (members.get("enum") instanceof List<?> names) {
                members.put("enum", names.stream().map(ApiDescriptionWriter::toWord).toList());
            }
            if ("array".equals(members.get("type")) && members.containsKey("enum")) {
                member(members, "items").put("enum", members.remove("enum"));
            }
            members.values().forEach(ApiDescriptionWriter::correctSchemas);
        }
    }

    /// Value of a member for the name of a constant, which the compiler writes as it is.
    private static Object toWord(Object constant) {
        return constant instanceof String name && name.matches("[A-Z_]+") ? name.toLowerCase(Locale.ROOT) : constant;
    }

    private static Map<String, Object> references(String kind, String... names) {
        Map<String, Object> references = new LinkedHashMap<>();
        for (String name : names) {
            references.put(name, reference(kind, name));
        }
        return references;
    }

    private static Map<String, Object> reference(String kind, String name) {
        return new LinkedHashMap<>(Map.of("$ref", "#/components/" + kind + "/" + name));
    }

    private static Map<String, Object> member(Map<String, Object> parent, String name) {
        return asMap(parent.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }
}
