package pk.rahnuma.dialog.engine.fuzz;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.transcript.GivenResults;

/// Answers that the packaged scripts usually get, and results that actions usually return.
final class PlausibleResults {

    private static final Map<String, List<String>> BY_NAME = Map.ofEntries(
            Map.entry("full_name", List.of("Ayesha Khan", "محمد علی")),
            Map.entry("mobile", List.of("0300 1234567", "+92 345 7654321")),
            Map.entry("pseb_number", List.of("Z-24-1234", "skip")),
            Map.entry("proof", List.of("123456", "3520212345678")),
            Map.entry("reference", List.of("K7MP-4RTX-9X", "k7mp4rtx9x")),
            Map.entry("engagement_from", List.of("1 March 2025", "1/1/2026")),
            Map.entry("engagement_to", List.of("31/12/2027", "skip", "1/1/2025")),
            Map.entry("destination", List.of("vpn.example.com", "skip")),
            Map.entry("destinations", List.of("vpn.example.com, 39.32.1.1", "skip")),
            Map.entry("website", List.of("www.example.com", "skip")),
            Map.entry("pseb_certificate_no", List.of("CC-24/118")),
            Map.entry("pseb_expiry", List.of("30/6/2027", "10/12/2026", "1/1/2026")),
            Map.entry("addresses", List.of("39.32.1.8/29", "39.32.1.7", "39.32.1.1-39.32.1.4 10.0.0.1")));

    private static final Map<String, List<String>> BY_TYPE = Map.ofEntries(
            Map.entry("name", List.of("Ali Raza")),
            Map.entry("text", List.of("Acme Software", "Cisco AnyConnect")),
            Map.entry("long-text", List.of("I maintain the web shop of a German client and reach its servers.")),
            Map.entry("cnic", List.of("35202-1234567-8", "3520212345679")),
            Map.entry("phone", List.of("0345 7654321")),
            Map.entry("email", List.of("ayesha@example.com", "ali@gmial.com")),
            Map.entry("ntn", List.of("4174941-3", "skip")),
            Map.entry("secp", List.of("33402")),
            Map.entry("strn", List.of("12-01-4203-283-46", "skip")),
            Map.entry("number", List.of("0", "3", "9")),
            Map.entry("country", List.of("Germany", "USA")),
            Map.entry("date", List.of("24/11/2026")),
            Map.entry("subscriber", List.of("NT-99812")),
            Map.entry("ips", List.of("103.255.4.20", "103.255.4.20 103.255.4.21", "10.0.0.1")),
            Map.entry("yes-no", List.of("yes", "yes", "no")));

    private static final Map<String, Object> SUBMITTED = item("REQUESTED", "desk", "2026-11-25T05:00:00Z");
    private static final Map<String, Object> ACTIVE = item("ACTIVE", "none", null);

    private static final Map<String, Object> DONE = Map.of("done", true, "problem", "", "due", "2026-11-25T05:00:00Z");

    private static final Map<String, List<Map<String, Object>>> RESULTS = Map.ofEntries(
            entry("people.me", Map.of("consented", true, "version", "1"), Map.of("consented", false)),
            entry("people.consent", Map.of("given", true)),
            entry("people.refuse", Map.of("kept", false), Map.of("kept", true)),
            entry(
                    "people.my_data",
                    Map.of("consented", true, "version", "2026-11-24", "agreed_at", "2026-11-20T06:00:00Z"),
                    Map.of("consented", false, "version", ""),
                    Map.of("leaving", true, "due", "2026-12-01T05:00:00Z")),
            entry("people.leave", Map.of("due", "2026-12-01T05:00:00Z")),
            entry("people.stay", Map.of("done", true), Map.of("done", false)),
            entry(
                    "registration.mine",
                    Map.of("count", 0L, "items", List.of()),
                    Map.of("count", 2L, "items", List.of(SUBMITTED, ACTIVE)),
                    Map.of("count", 1L, "items", List.of(ACTIVE))),
            entry(
                    "registration.submit",
                    Map.of("accepted", true, "reference", "K7MP-4RTX-9X", "due", "2026-11-25T05:00:00Z"),
                    Map.of("accepted", false, "problem", "duplicate", "reference", "K7MP-4RTX-9X"),
                    Map.of("accepted", false, "problem", "incomplete")),
            entry(
                    "people.acts_for",
                    Map.of("count", 0L, "items", List.of()),
                    Map.of(
                            "count",
                            1L,
                            "items",
                            List.of(Map.of("organisation", "b7", "name", "Alif", "role", "owner")))),
            entry(
                    "people.acts_for_number",
                    Map.of("count", 0L, "names", "", "items", List.of()),
                    Map.of(
                            "count",
                            1L,
                            "names",
                            "Alif",
                            "items",
                            List.of(Map.of("organisation", "b7", "name", "Alif", "role", "owner")))),
            entry(
                    "registration.submit_for",
                    Map.of(
                            "accepted",
                            true,
                            "reference",
                            "K7MP-4RTX-9X",
                            "due",
                            "2026-11-25T05:00:00Z",
                            "organisation",
                            "Alif"),
                    Map.of("accepted", false, "problem", "not_allowed"),
                    Map.of("accepted", false, "problem", "duplicate", "reference", "K7MP-4RTX-9X")),
            entry(
                    "registration.look_up",
                    Map.of("found", false, "problem", "not_found"),
                    Map.of("found", false, "problem", "wait", "wait_minutes", 15L),
                    Map.of("found", false, "problem", "typo"),
                    Map.of("found", false, "problem", "ticket"),
                    SUBMITTED,
                    ACTIVE),
            entry(
                    "registration.own",
                    own(ACTIVE, List.of(), "line_blocked", "change", "renew", "pause", "end", "nothing"),
                    own(SUBMITTED, List.of("route", "id_number", "engagement_to"), "answer", "withdraw", "nothing"),
                    own(SUBMITTED, List.of(), "answer", "look_again", "nothing"),
                    ofCompany(own(SUBMITTED, List.of("company_proof", "connections", "city"), "answer", "nothing")),
                    ofCompany(own(ACTIVE, List.of(), "line_blocked", "change", "lines", "nothing")),
                    own(ACTIVE, List.of(), "nothing"),
                    Map.of("found", false)),
            entry(
                    "registration.lines",
                    Map.of("count", 0L, "items", List.of(), "more", 0L, "statuses", List.of()),
                    Map.of(
                            "count",
                            9L,
                            "items",
                            List.of(Map.of(
                                    "number",
                                    3L,
                                    "site",
                                    "Multan",
                                    "isp",
                                    "nayatel",
                                    "addresses",
                                    "39.32.10.7",
                                    "status",
                                    "ACTIVE",
                                    "since",
                                    "2026-11-23T04:00:00Z",
                                    "wanted",
                                    true)),
                            "more",
                            8L,
                            "statuses",
                            List.of(Map.of("status", "ACTIVE", "count", 9L)))),
            entry(
                    "registration.compare_lines",
                    Map.of(),
                    Map.of(
                            "known",
                            2L,
                            "unchanged",
                            1L,
                            "changed",
                            1L,
                            "missing",
                            1L,
                            "missing_names",
                            "Quetta",
                            "items",
                            List.of(Map.of(
                                    "site", "Multan", "was", "39.41.3.4", "wanted", "39.41.3.9", "possible", true)))),
            entry(
                    "registration.organisation_answers",
                    Map.of("found", false),
                    Map.ofEntries(
                            Map.entry("found", true),
                            Map.entry("reference", "K7MP-4RTX-9X"),
                            Map.entry("service", "vpn_registration"),
                            Map.entry("org_type", "private_ltd"),
                            Map.entry("ntn", "41749413"),
                            Map.entry("city", "lahore"),
                            Map.entry("company_proof_type", "incorporation"),
                            Map.entry("company_proof", "f1"),
                            Map.entry("applicant_cnic", "passport"),
                            Map.entry("passport_number", "L01X00T47"))),
            entry(
                    "registration.previous",
                    Map.of(
                            "full_name",
                            "Ayesha Khan",
                            "id_number",
                            "3520212345678",
                            "mobile",
                            "+923001234567",
                            "email",
                            "ayesha@example.com",
                            "city",
                            "Tharparkar"),
                    Map.of()),
            entry("registration.supply", DONE, Map.of("done", false, "problem", "duplicate")),
            entry("registration.change", DONE, Map.of("done", false, "problem", "nothing")),
            entry("registration.withdraw", DONE, Map.of("done", false)),
            entry("registration.end", DONE, Map.of("done", false)),
            entry("registration.renew", DONE, Map.of("done", false)),
            entry("registration.pause", DONE, Map.of("done", false)),
            entry("registration.resume", DONE, Map.of("done", false)),
            entry("registration.reopen", DONE, Map.of("done", false)),
            entry("support.open", Map.of("number", "TK7M-P4RT-X9", "open_now", false, "opens", "2026-11-25T04:00:00Z")),
            entry("support.add", DONE));

    /// Results of the other actions: those of the transcripts, or empty ones.
    private static final Map<String, Map<String, Object>> GIVEN =
            GivenResults.readResults(ScriptSources.readFiles(Path.of("bot-scripts")));

    private PlausibleResults() {}

    private static Map<String, Object> item(String status, String next, String due) {
        Map<String, Object> item = new HashMap<>(Map.of(
                "found",
                true,
                "reference",
                "K7MP-4RTX-9X",
                "status",
                status,
                "submitted",
                "2026-11-20T05:00:00Z",
                "since",
                "2026-11-20T05:00:00Z",
                "reasons",
                List.of("INCOMPLETE_FORM"),
                "next",
                next));
        if (due != null) {
            item.put("due", due);
        }
        return item;
    }

    private static Map<String, Object> own(Map<String, Object> item, List<String> asked, String... ways) {
        Map<String, Object> own = new HashMap<>(item);
        own.put("asked", asked);
        own.put("note", asked.isEmpty() ? "" : "As on the bill");
        own.put(
                "ways",
                Stream.of(ways)
                        .<Map<String, Object>>map(way -> Map.of("code", way))
                        .toList());
        own.put("line", "39.32.10.7");
        return own;
    }

    private static Map<String, Object> ofCompany(Map<String, Object> own) {
        own.put("form", "register-company");
        return own;
    }

    @SafeVarargs
    private static Map.Entry<String, List<Map<String, Object>>> entry(String action, Map<String, Object>... results) {
        return Map.entry(action, List.of(results));
    }

    /// Results that actions have in transcripts, by action.
    static Map<String, Map<String, Object>> transcriptResults() {
        return GIVEN;
    }

    /// Text for the step; none for a choice, because its buttons are better.
    static String answer(ScriptStep step, int pick) {
        List<String> answers = step instanceof ScriptStep.Question question
                ? BY_NAME.getOrDefault(
                        question.name(), BY_TYPE.getOrDefault(question.type().typeName(), List.of()))
                : List.of(step instanceof ScriptStep.Review ? "send" : "done");
        return answers.isEmpty() ? null : answers.get(pick % answers.size());
    }

    static Map<String, Object> result(String action, int pick) {
        List<Map<String, Object>> results =
                RESULTS.getOrDefault(action, List.of(GIVEN.getOrDefault(action, Map.of()), Map.of()));
        return results.get(pick % results.size());
    }
}
