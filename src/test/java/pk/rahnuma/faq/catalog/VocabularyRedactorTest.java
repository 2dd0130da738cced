package pk.rahnuma.faq.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.script.ScriptFolderReader;

/// Redacted questions.
class VocabularyRedactorTest {

    private static final FaqCatalog ANSWERS = FaqCatalog.loadCatalog(ScriptFolderReader.readSources(null));
    private static final VocabularyRedactor WORDS = VocabularyRedactor.fromCatalog(ANSWERS);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            How do I register the VPN?                     | how do … register the vpn
            How long does the registration take?           | how long does the registration take
            bhai VPN kaise register karwana hai?           | bhai vpn kaise register karwana hai
            وی پی این کی فیس کتنی ہے؟                      | وی پی این کی فیس کتنی ہے
            """)
    void wordsOfTheDeskAreKeptAsItWritesThem(String said, String told) {
        assertThat(WORDS.redactQuestion(said)).isEqualTo(told);
    }

    @Test
    void aNameThatOnlySoundsLikeAWordOfTheDeskIsLeftOut() {
        assertThat(WORDS.redactQuestion("aisa")).isEqualTo("aisa");
        assertThat(WORDS.redactQuestion("Ayesha")).isEqualTo(VocabularyRedactor.REDACTION_MARK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "35202-1234567-1",
                "3520212345671",
                "٣٥٢٠٢١٢٣٤٥٦٧١",
                "۳۵۲۰۲-۱۲۳۴۵۶۷-۱",
                "0300 1234567",
                "+92 (300) 123 45 67",
                "103.255.4.20",
                "2001:db8::1",
                "K7MP-4RTX-9X",
                "ayesha.khan1990@example.com",
                "https://t.me/ayeshakhan_1990?x=7",
                "A y e s h a  K h a n",
                "Ayesha Khurram Siddiqui",
                "عائشہ خرم صدیقی",
                "NTL-448812",
                "A1B2C3",
            })
    void personalWordsAreLeftOut(String personal) {
        String told = WORDS.redactQuestion("can " + personal + " register vpn");
        assertThat(told).startsWith("can …").endsWith("register vpn");
        assertThat(told.chars().noneMatch(Character::isDigit)).isTrue();
        assertThat(WORDS.redactQuestion(personal).split(" "))
                .allMatch(word -> word.equals(VocabularyRedactor.REDACTION_MARK) || isOwn(word));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "three five two zero two one two three four five six seven one",
                "teen panch do sifar do aik do teen char panch chay saat aik",
                "تین پانچ دو صفر دو ایک دو تین چار پانچ چھ سات ایک",
                "Three, five, TWO! zero; two - one"
            })
    void aNumberInWordsIsANumber(String number) {
        assertThat(WORDS.redactQuestion(number)).isEqualTo(VocabularyRedactor.REDACTION_MARK);
        assertThat(WORDS.redactQuestion("register " + number)).isEqualTo("register …");
    }

    @Test
    void everyReplyConsistsOfTextsOfTheDesk() {
        for (HeldOutQuestion aside : ANSWERS.heldOutQuestions()) {
            String told = WORDS.redactQuestion(aside.question() + " Zxqv 7 Wqrtz");
            assertThat(told).hasSizeLessThanOrEqualTo(VocabularyRedactor.MAX_LENGTH);
            assertThat(told.split(" ")).allMatch(word -> word.equals(VocabularyRedactor.REDACTION_MARK) || isOwn(word));
        }
    }

    @Test
    void halfOfTheQuestionsKeptAsideCanStillBeRead() {
        long read = ANSWERS.heldOutQuestions().stream()
                .map(aside -> WORDS.redactQuestion(aside.question()).split(" "))
                .filter(words -> Arrays.stream(words)
                                        .filter(VocabularyRedactor.REDACTION_MARK::equals)
                                        .count()
                                * 3
                        <= words.length)
                .count();
        assertThat(read * 2).isGreaterThan(ANSWERS.heldOutQuestions().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "🙂🙂", "\u0000\u202e", "???"})
    void aQuestionWithoutKnownWordsIsEmpty(String said) {
        assertThat(WORDS.redactQuestion(said)).isIn("", VocabularyRedactor.REDACTION_MARK);
    }

    @Test
    void aVeryLongTextIsCut() {
        assertThat(WORDS.redactQuestion("registration ".repeat(500)))
                .hasSizeLessThanOrEqualTo(VocabularyRedactor.MAX_LENGTH);
        assertThat(WORDS.redactQuestion("x".repeat(4000))).isEqualTo(VocabularyRedactor.REDACTION_MARK);
    }

    private static boolean isOwn(String word) {
        return WORDS.redactQuestion(word).equals(word);
    }
}
