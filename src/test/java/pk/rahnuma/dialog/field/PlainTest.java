package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class PlainTest {

    @Test
    void digits_of_urdu_and_arabic_keyboards_become_ours() {
        assertThat(Plain.text("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩")).isEqualTo("0123456789 0123456789");
    }

    @Test
    void arabic_letters_that_look_urdu_become_urdu() {
        assertThat(Plain.text("كراچي شهر رسالة")).isEqualTo("کراچی شہر رسالہ");
    }

    @Test
    void vowel_marks_and_invisible_marks_go() {
        assertThat(Plain.text("\u202bنَہِیں\u200c\u200d\u202c\ufeff")).isEqualTo("نہیں");
    }

    @Test
    void white_space_of_any_kind_becomes_one_space() {
        assertThat(Plain.text("  a\u00a0\t b\r\nc ")).isEqualTo("a b c");
    }

    @Test
    void lines_stay_lines() {
        assertThat(Plain.lines(" a  b \r\n\n\n\n c\u0085d ")).isEqualTo("a b\n\nc\nd");
    }

    @Test
    void digits_come_without_their_groups() {
        assertThat(Plain.digits("۳۵۲۰۲–1234567 ‑ 8.")).isEqualTo("3520212345678");
    }

    @Test
    void a_key_forgets_case_and_punctuation() {
        assertThat(Plain.key("  U.A.E. ")).isEqualTo("uae");
        assertThat(Plain.key("E-mail, please!")).isEqualTo("email please");
        assertThat(Plain.key("don’t")).isEqualTo(Plain.key("DON'T"));
        assertThat(Plain.key("🙂")).isEmpty();
    }

    @Property
    boolean an_invisible_mark_changes_nothing(@ForAll @CharRange(to = '\u007f') String said) {
        String marked = "\u200c" + said;
        return Plain.text(marked).equals(Plain.text(said))
                && Plain.lines(marked).equals(Plain.lines(said))
                && Plain.digits(marked).equals(Plain.digits(said))
                && Plain.key(marked).equals(Plain.key(said));
    }

    @Property
    boolean plain_text_stays_as_it_is(@ForAll String said) {
        return Plain.text(Plain.text(said)).equals(Plain.text(said))
                && Plain.lines(Plain.lines(said)).equals(Plain.lines(said))
                && Plain.key(Plain.key(said)).equals(Plain.key(said));
    }
}
