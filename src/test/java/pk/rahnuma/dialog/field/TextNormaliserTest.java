package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class TextNormaliserTest {

    @Test
    void digits_of_urdu_and_arabic_keyboards_become_ours() {
        assertThat(TextNormaliser.text("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩")).isEqualTo("0123456789 0123456789");
    }

    @Test
    void arabic_letters_that_look_urdu_become_urdu() {
        assertThat(TextNormaliser.text("كراچي شهر رسالة")).isEqualTo("کراچی شہر رسالہ");
    }

    @Test
    void vowel_marks_and_invisible_marks_go() {
        assertThat(TextNormaliser.text("\u202bنَہِیں\u200c\u200d\u202c\ufeff")).isEqualTo("نہیں");
    }

    @Test
    void white_space_of_any_kind_becomes_one_space() {
        assertThat(TextNormaliser.text("  a\u00a0\t b\r\nc ")).isEqualTo("a b c");
    }

    @Test
    void lines_stay_lines() {
        assertThat(TextNormaliser.lines(" a  b \r\n\n\n\n c\u0085d ")).isEqualTo("a b\n\nc\nd");
    }

    @Test
    void digits_come_without_their_groups() {
        assertThat(TextNormaliser.digits("۳۵۲۰۲–1234567 ‑ 8.")).isEqualTo("3520212345678");
    }

    @Test
    void a_key_forgets_case_and_punctuation() {
        assertThat(TextNormaliser.key("  U.A.E. ")).isEqualTo("uae");
        assertThat(TextNormaliser.key("E-mail, please!")).isEqualTo("email please");
        assertThat(TextNormaliser.key("don’t")).isEqualTo(TextNormaliser.key("DON'T"));
        assertThat(TextNormaliser.key("🙂")).isEmpty();
    }

    @Property
    boolean an_invisible_mark_changes_nothing(@ForAll @CharRange(to = '\u007f') String said) {
        String marked = "\u200c" + said;
        return TextNormaliser.text(marked).equals(TextNormaliser.text(said))
                && TextNormaliser.lines(marked).equals(TextNormaliser.lines(said))
                && TextNormaliser.digits(marked).equals(TextNormaliser.digits(said))
                && TextNormaliser.key(marked).equals(TextNormaliser.key(said));
    }

    @Property
    boolean plain_text_stays_as_it_is(@ForAll String said) {
        return TextNormaliser.text(TextNormaliser.text(said)).equals(TextNormaliser.text(said))
                && TextNormaliser.lines(TextNormaliser.lines(said)).equals(TextNormaliser.lines(said))
                && TextNormaliser.key(TextNormaliser.key(said)).equals(TextNormaliser.key(said));
    }
}
