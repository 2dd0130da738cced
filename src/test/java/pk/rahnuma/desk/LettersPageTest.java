package pk.rahnuma.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.House;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.dialog.Json;
import pk.rahnuma.staff.Role;
import pk.rahnuma.vault.Vault;

/// Messages that failed, and how a supervisor sees to them, over HTTP.
class LettersPageTest {

    private static House house;
    private static Office office;
    private static Caller zara;

    @BeforeAll
    static void open() {
        house = House.onH2().start();
        office = new Office(house);
        zara = Caller.of(office.address(), office.signedIn("Zara", Role.SUPERVISOR));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    /// One that says this.
    private static String failed(String text) {
        long person = office.person("en");
        long letter = Vault.newId();
        byte[] body = house.get(Vault.class)
                .keys(List.of(person))
                .seal(person, "dead letter", Json.write(new Input.Text(text)));
        house.get(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "insert into dead_letter (id, conversation_id, body, failure, created_at) values (?, ?, ?, ?, ?)",
                        letter,
                        person,
                        body,
                        "java.lang.IllegalStateException at Somewhere",
                        house.get(Clock.class).instant()));
        return Long.toString(letter, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
    }

    private static String last() {
        Entry entry = house.get(Audit.class).latest(List.of(), "Zara", 0, 1).getFirst();
        return entry.what() + " " + entry.about();
    }

    @Test
    void one_is_listed_without_its_words_read_and_worked_on_again() {
        String number = failed("<b>help</b>");
        assertThat(zara.get("/desk/letters").body())
                .contains(number, "IllegalStateException")
                .doesNotContain("help");
        assertThat(zara.get("/desk/letters/" + number).body()).contains("&lt;b&gt;help");
        assertThat(last()).isEqualTo("letter.viewed " + number);
        assertThat(zara.post("/desk/letters/" + number + "/retry").location()).isEqualTo("/desk/letters");
        assertThat(last()).isEqualTo("letter.retried " + number);
        assertThat(zara.get("/desk/letters").body()).doesNotContain(number);
    }

    @Test
    void one_is_dropped_for_a_reason_alone() {
        String number = failed("help");
        assertThat(zara.post("/desk/letters/" + number + "/drop", "why", " ").status())
                .isEqualTo(409);
        assertThat(zara.post("/desk/letters/" + number + "/drop", "why", "sent twice")
                        .location())
                .isEqualTo("/desk/letters");
        assertThat(last()).isEqualTo("letter.dropped " + number);
        assertThat(zara.get("/desk/letters/" + number).status()).isEqualTo(404);
    }
}
