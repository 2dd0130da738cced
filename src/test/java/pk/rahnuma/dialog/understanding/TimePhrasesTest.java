package pk.rahnuma.dialog.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.script.ActionTypeRegistry;

/// Times of a reminder, as people name them in three languages.
class TimePhrasesTest {

    private static final Lexicon LEXICON = ScriptLibrary.loadChecked(
                    ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll())
            .texts()
            .lexicon();
    private static final LocalDateTime NOON = LocalDateTime.parse("2026-11-24T12:00");

    @ParameterizedTest
    @CsvSource({
        "tomorrow, 2026-11-25T09:00",
        "tomorrow 10 am, 2026-11-25T10:00",
        "tomorrow at 10:30am, 2026-11-25T10:30",
        "remind me tomorrow evening, 2026-11-25T19:00",
        "this evening, 2026-11-24T19:00",
        "tonight, 2026-11-24T21:00",
        "at 5 pm, 2026-11-24T17:00",
        "8 o'clock, 2026-11-25T08:00",
        "in 2 hours, 2026-11-24T14:00",
        "kal, 2026-11-25T09:00",
        "kal subah, 2026-11-25T09:00",
        "kal subah 10 baje, 2026-11-25T10:00",
        "aaj shaam, 2026-11-24T19:00",
        "shaam ko, 2026-11-24T19:00",
        "sham 5 baje, 2026-11-24T17:00",
        "raat 2 baje, 2026-11-25T02:00",
        "parson dopahar, 2026-11-26T14:00",
        "do ghante baad, 2026-11-24T14:00",
        "mujhe kal shaam ko yaad dila dena, 2026-11-25T19:00",
        "کل, 2026-11-25T09:00",
        "کل شام, 2026-11-25T19:00",
        "کل صبح ۱۰ بجے, 2026-11-25T10:00",
        "شام کو یاد دلائیں, 2026-11-24T19:00",
        "ایک گھنٹے بعد, 2026-11-24T13:00"
    })
    void aTimeAloneIsUnderstood(String text, LocalDateTime time) {
        assertThat(TimePhrases.findTime(LEXICON.read(text), true, NOON)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10",
                "35202-1234567-1",
                "I work in the morning",
                "NT-5512",
                "later",
                "baad mein",
                "Lahore",
                "100 hours",
                "good morning",
                "good evening sir"
            })
    void otherTextsNameNone(String text) {
        assertThat(TimePhrases.findTime(LEXICON.read(text), true, NOON)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kal subah HR se letter milega, 2026-11-25T09:00",
        "i will send the letter tomorrow evening, 2026-11-25T19:00"
    })
    void aSentenceMayNameOne(String text, LocalDateTime time) {
        assertThat(TimePhrases.findTime(LEXICON.read(text), false, NOON)).contains(time);
    }

    @ParameterizedTest
    @CsvSource({"tomorrow morning, 2026-11-24T09:00", "kal, 2026-11-24T09:00", "8 baje, 2026-11-24T08:00"})
    void afterMidnightTheComingDayIsTomorrow(String text, LocalDateTime time) {
        LocalDateTime night = LocalDateTime.parse("2026-11-24T01:00");
        assertThat(TimePhrases.findTime(LEXICON.read(text), true, night)).isEqualTo(Optional.of(time));
    }
}
