package pk.rahnuma;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Each table belongs to one package, whose statements alone name it. Start-up and commands, which copy and fill whole
/// databases, are left out.
class TableOwnershipTest {

    private static final Path SOURCES = Path.of("src/main/java/pk/rahnuma");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final Map<String, List<String>> TABLES_BY_PACKAGE = Map.ofEntries(
            Map.entry("audit", List.of("audit", "audit_head")),
            Map.entry("cluster", List.of("lease", "node")),
            Map.entry("conversation", List.of("dead_letter", "trail")),
            Map.entry("document", List.of("document", "document_chunk", "document_picture")),
            Map.entry("faq", List.of("missed_question", "question_ending")),
            Map.entry(
                    "messaging",
                    List.of(
                            "banner",
                            "chat",
                            "chat_network",
                            "chat_token",
                            "conversation",
                            "deferred_call",
                            "download",
                            "message",
                            "message_about",
                            "seen",
                            "sms_day")),
            Map.entry(
                    "organisation",
                    List.of(
                            "member_notice",
                            "membership",
                            "organisation",
                            "organisation_key",
                            "organisation_number_use")),
            Map.entry(
                    "person",
                    List.of(
                            "consent",
                            "erasure",
                            "link_offer",
                            "linked_act",
                            "news_preference",
                            "person_device",
                            "person_identity",
                            "person_link",
                            "person_sign_in",
                            "push_subscription",
                            "status_failure",
                            "status_news")),
            Map.entry("register", List.of("certificate")),
            Map.entry("requestlog", List.of("request_log")),
            Map.entry(
                    "registration",
                    List.of(
                            "application",
                            "application_event",
                            "application_version",
                            "application_work",
                            "expiry_reminder",
                            "holiday",
                            "line",
                            "line_address",
                            "line_version",
                            "person_mark",
                            "proposal",
                            "reference_failure",
                            "search_term")),
            Map.entry("script", List.of("script_flow")),
            Map.entry("startup", List.of("database_purpose")),
            Map.entry(
                    "staff",
                    List.of(
                            "staff",
                            "staff_chat",
                            "staff_device",
                            "staff_door",
                            "staff_failure",
                            "staff_notification",
                            "staff_pending",
                            "staff_push_message",
                            "staff_push_subscription",
                            "staff_session")),
            Map.entry(
                    "ticket",
                    List.of(
                            "canned_reply",
                            "case_presence",
                            "desk_member",
                            "staff_topic",
                            "staff_topic_message",
                            "staff_topic_remark",
                            "staff_topic_watch",
                            "ticket",
                            "ticket_answer",
                            "ticket_breach",
                            "ticket_hold",
                            "ticket_merge",
                            "ticket_note",
                            "ticket_restraint",
                            "ticket_tag",
                            "ticket_unproved")),
            Map.entry("vault", List.of("one_time_code", "subject")));

    private static final Pattern NAMED_TABLE = Pattern.compile("\\b(?:from|join|into|update|table)\\s+(\\w+)");
    private static final Pattern CREATED_TABLE = Pattern.compile("(?i)create table (?:if not exists )?(\\w+)");

    @Test
    void everyTableHasAnOwner() {
        Set<String> created = new TreeSet<>();
        for (Path file : files(MIGRATIONS, ".sql")) {
            CREATED_TABLE.matcher(SourceFiles.read(file)).results().forEach(table -> created.add(table.group(1)));
        }
        assertThat(ownerByTable().keySet()).containsExactlyInAnyOrderElementsOf(created);
    }

    @Test
    void noPackageNamesTheTablesOfAnother() {
        Map<String, String> ownerByTable = ownerByTable();
        Map<String, Set<String>> foreign = new TreeMap<>();
        for (Path file : files(SOURCES, ".java")) {
            String name = SOURCES.relativize(file).getName(0).toString();
            if (List.of("cli", "startup").contains(name)) {
                continue;
            }
            LimitsDocumentationTest.STRING_LITERAL
                    .matcher(SourceFiles.read(file))
                    .results()
                    .map(text -> text.group(1) == null ? text.group(2) : text.group(1))
                    .flatMap(text -> NAMED_TABLE.matcher(text).results())
                    .map(table -> table.group(1))
                    .filter(table -> !name.equals(ownerByTable.getOrDefault(table, name)))
                    .forEach(table -> foreign.computeIfAbsent(name, none -> new TreeSet<>())
                            .add(table));
        }
        assertThat(foreign).isEmpty();
    }

    private static Map<String, String> ownerByTable() {
        Map<String, String> ownerByTable = new HashMap<>();
        TABLES_BY_PACKAGE.forEach((owner, tables) -> tables.forEach(
                table -> assertThat(ownerByTable.put(table, owner)).isNull()));
        return ownerByTable;
    }

    private static List<Path> files(Path root, String ending) {
        return SourceFiles.find(root, ending).toList();
    }
}
