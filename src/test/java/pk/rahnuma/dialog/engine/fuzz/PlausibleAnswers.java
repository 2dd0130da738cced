package pk.rahnuma.dialog.engine.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.script.ScriptStep;

/// Valid answers to the questions of the packaged forms, as a form sends them.
final class PlausibleAnswers {

    private static final String FILE_PREFIX = "file-";

    /// Options with which the form ends without an application, or asks again.
    private static final List<String> ENDING_OPTIONS = List.of("abroad", "passport", "changing", "unsure");

    private static final Map<String, List<?>> BY_NAME = Map.ofEntries(
            Map.entry("engagement_from", List.of("1 March 2025", "2024-11-03")),
            Map.entry("engagement_to", List.of("31/12/2027", "2028-02-01")),
            Map.entry("destination", List.of("vpn.example.com")),
            Map.entry("destinations", List.of("vpn.example.com, 39.32.1.1")),
            Map.entry("website", List.of("www.example.com")),
            Map.entry("pseb_number", List.of("Z-24-1234")),
            Map.entry("pseb_certificate_no", List.of("CC-24/118")),
            Map.entry("pseb_expiry", List.of("30/6/2027", "10/12/2026")),
            Map.entry("user_count", List.of(1L, 12L)),
            Map.entry("city", List.of("Tharparkar")),
            Map.entry("isp", List.of("Worldcall")),
            Map.entry("site", List.of("Lahore, head office", "Karachi", "Multan 2")));

    private static final Map<String, List<?>> BY_TYPE = Map.ofEntries(
            Map.entry("name", List.of("Ayesha Khan", "محمد علی")),
            Map.entry("text", List.of("Acme Software", "Cisco AnyConnect")),
            Map.entry("long-text", List.of("I maintain the web shop of a German client and reach its servers.")),
            Map.entry("cnic", List.of("35202-1234567-8", "3520212345679", "95202-1234567-1")),
            Map.entry("phone", List.of("0345 7654321", "+92 300 1234567")),
            Map.entry("email", List.of("ayesha@example.com", "amna@alif.example", "ali@gmail.com")),
            Map.entry("secp", List.of("33402", "0033402")),
            Map.entry("strn", List.of("12-01-4203-283-46")),
            Map.entry("number", List.of(0L, 3L, 9L)),
            Map.entry("country", List.of("Germany", "USA")),
            Map.entry("subscriber", List.of("NT-99812")));

    private PlausibleAnswers() {}

    /// Chooses an answer.
    ///
    /// @param options of a choice; empty for others
    /// @param answers before, by key
    static Object choose(
            ScriptStep.Question question,
            String key,
            List<String> options,
            Map<String, Object> answers,
            Random random) {
        List<String> choices = options.stream()
                .filter(option -> !ENDING_OPTIONS.contains(option))
                .toList();
        String type = question.type().typeName();
        boolean choosesOther = choices.isEmpty()
                || type.equals("yes-no")
                || BY_NAME.containsKey(question.name()) && random.nextInt(4) == 0;
        if (!choosesOther) {
            return pick(choices, random);
        }
        return switch (type) {
            case "file" -> FILE_PREFIX + key;
            case "yes-no" -> question.name().equals("consent") || random.nextBoolean();
            case "ips" ->
                IntStream.rangeClosed(0, random.nextInt(3))
                        .mapToObj(i -> "103.255." + answers.size() + "." + (20 + i))
                        .toList();
            case "ntn" -> Objects.equals(answers.get("org_type"), "sole_proprietor") ? "35202-1234567-8" : "4174941-3";
            default -> pick(BY_NAME.getOrDefault(question.name(), BY_TYPE.get(type)), random);
        };
    }

    private static Object pick(List<?> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    static FileReference fileOf(String id) {
        return new FileReference(id, id + ".jpg", "image/jpeg", 100_000);
    }

    /// Files among the values.
    static List<FileReference> filesIn(Map<String, Object> answers) {
        return answers.values().stream()
                .flatMap(value -> value instanceof String text && text.startsWith(FILE_PREFIX)
                        ? Stream.of(fileOf(text))
                        : Stream.empty())
                .toList();
    }
}
