package pk.rahnuma.cli.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.createRequest;

import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.cli.CommandInvocation;
import pk.rahnuma.faq.CountAnswerAction;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase
class DeskCommandTest {

    private final TestDatabase database;

    DeskCommandTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void endingsOfQuestionsAreListedByTheirNumber() {
        assertThat(run("answers")).isEqualTo("Nothing to show.");
        database.getBean(CountAnswerAction.class)
                .executeAll(List.of(
                        createRequest(1, new CountAnswerAction.In("asked_back", "", "ur"), MONDAY),
                        createRequest(1, new CountAnswerAction.In("answered", "fee", "en"), MONDAY),
                        createRequest(1, new CountAnswerAction.In("answered", "fee", "en"), MONDAY)));
        assertThat(run("answers").lines())
                .containsExactly("2  en       answered          fee", "      1  ur       asked_back");
    }

    @Test
    void questionsThatWereNotUnderstoodAreListedByHowOftenTheyAreAsked() {
        assertThat(run("questions")).isEqualTo("Nothing to show.");
        missed("can … register", "UNKNOWN", "fee", 30);
        missed("does … want … vpn", "UNKNOWN", "what_is_vpn", 20);
        missed("does … want … vpn", "UNKNOWN", "what_is_vpn", 40);
        missed("does … want … vpn", "MEANT", "fee", 20);
        missed("does … want … vpn", "NONE", null, 20);
        assertThat(run("questions").lines())
                .containsExactly(
                        "2  en       does … want … vpn  (nearest what_is_vpn 30 %, meant fee 1, none of these 1, last"
                                + " 2026-11-23)",
                        "    1  en       can … register  (nearest fee 30 %, last 2026-11-23)");
        assertThat(run("questions", "--limit", "1").lines()).hasSize(1);
        assertThat(run("questions", "--limit", "0")).isEqualTo("! --limit must be 1 to 1000");
    }

    private void missed(String question, String outcome, String topic, int confidence) {
        database.sql().execute("""
                        insert into missed_question (id, asked_on, language, question, outcome, topic, confidence)
                        values (?, ?, 'en', ?, ?, ?, ?)
                        """, SubjectEncryptionService.newId(), MONDAY, question, outcome, topic, confidence);
    }

    private String run(String... arguments) {
        return CommandInvocation.runCommand(new DeskCommand(work -> work.apply(database::getBean)), arguments);
    }
}
