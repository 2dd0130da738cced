package pk.rahnuma.dialog.engine.session;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.NameField;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.CityPhrases;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;

/// Finds the name of a person in a text that says more.
final class PersonNameFinder {

    /// A number or an address, before which a name ends.
    private static final Pattern VALUE_TOKEN = Pattern.compile("(?<!\\S)[^\\s\\p{Nd}@]*+[\\p{Nd}@]\\S*+");
    /// Words of a name between other answers.
    private static final int MIN_NAME_WORDS = 2;
    /// A longer text is a story.
    private static final int MAX_SENTENCE_WORDS = 40;
    static final int MAX_NAME_WORDS = 4;

    /// Words before the word for a name that is the person's own, unlike "client ka naam".
    private static final long BEFORE_LABEL = PhraseKind.bits(
            PhraseKind.CLOSING, PhraseKind.OWN, PhraseKind.FILLER, PhraseKind.OCCUPATION, PhraseKind.GREETING);
    /// Words between the word for a name and the name.
    private static final long BESIDE_LABEL = PhraseKind.bits(PhraseKind.INTRODUCTION, PhraseKind.CLOSING);
    /// Words that go on behind a name.
    private static final long BEHIND_NAME = PhraseKind.bits(
            PhraseKind.CLOSING,
            PhraseKind.AGO,
            PhraseKind.CITY,
            PhraseKind.SENTENCE,
            PhraseKind.REQUEST,
            PhraseKind.OCCUPATION,
            PhraseKind.BESIDE_PLACE,
            PhraseKind.CONTRAST);

    private static final long NOT_IN_NAME =
            ValueFinder.NOT_IN_NAME | PhraseKind.bits(PhraseKind.OCCUPATION, PhraseKind.EMPLOYER);

    private final SessionStep sessionStep;
    private final ValueFinder values;

    PersonNameFinder(SessionStep sessionStep) {
        this.sessionStep = sessionStep;
        this.values = new ValueFinder(sessionStep);
    }

    /// Part of the text that can only be a name: letters alone, and nothing that answers another question.
    Object findName(ScriptStep.Question question, Utterance text) {
        List<Utterance> parts = StatementParts.partsOf(text);
        return (parts.size() > 1 && parts.size() <= StatementParts.MAX_PARTS
                        ? parts.stream()
                        : Stream.<Utterance>empty())
                .map(part -> nameOf(question, part))
                .filter(name -> name != null)
                .findFirst()
                .orElseGet(() -> {
                    Object before = nameBeforeValue(question, text);
                    return before == null ? nameBehindLabel(question, text) : before;
                });
    }

    /// Name behind the word for one, anywhere in a text: "freelancer, mera naam Sara Khan hai Multan se". The name of a
    /// company or program is none.
    Object nameBehindLabel(ScriptStep.Question question, Utterance text) {
        return StatementParts.partsOf(text).stream()
                .map(part -> nameBehindLabelIn(question, part))
                .filter(name -> name != null)
                .findFirst()
                .orElse(null);
    }

    private Object nameBehindLabelIn(ScriptStep.Question question, Utterance text) {
        for (int i = 0; i < text.wordCount() && text.wordCount() <= MAX_SENTENCE_WORDS; i++) {
            int label = text.countAt(i, PhraseKind.NAME.bit(), null);
            if (label > 0 && (i == 0 || text.countAt(i - 1, BEFORE_LABEL, null) > 0)) {
                int first = i + label;
                while (first < text.wordCount() && text.countAt(first, BESIDE_LABEL, null) > 0) {
                    first++;
                }
                int after = first;
                while (after < Math.min(text.wordCount(), first + MAX_NAME_WORDS)
                        && text.countAt(after, BEHIND_NAME, null) == 0
                        && text.word(after).chars().noneMatch(Character::isDigit)
                        && sessionStep
                                .textRenderer()
                                .labelsIn(text.part(after, after + 1))
                                .isEmpty()) {
                    after++;
                }
                Object name = first == after ? null : nameOf(question, text.part(first, after));
                if (name != null) {
                    return name;
                }
            }
        }
        return null;
    }

    /// Name before a number: "Sara Khan 35202-1234567-1", "my name is Sara Khan, my cnic is 35202-1234567-1".
    private Object nameBeforeValue(ScriptStep.Question question, Utterance text) {
        if (!text.hasDigit() && !text.hasCharacter('@')) {
            return null;
        }
        Matcher value = VALUE_TOKEN.matcher(text.text());
        Utterance before = text.read(value.find() ? text.text().substring(0, value.start()) : "");
        before = before.part(0, before.wordCount() - before.countAtEnd(PhraseKind.INTRODUCTION.bit()));
        return before.isEmpty()
                        || before.containsAny(PhraseKind.bits(PhraseKind.REQUEST, PhraseKind.FILLER))
                                && !isCapitalised(before)
                ? null
                : nameOf(question, before);
    }

    /// True when each word begins with a capital letter: "Zara Khan", beside "zara batao" ("do tell").
    private static boolean isCapitalised(Utterance text) {
        return Stream.of(text.text().split(" ")).allMatch(word -> Character.isUpperCase(word.codePointAt(0)));
    }

    /// True for a name with a city behind it: "Main Farhan Saleem Multan se".
    boolean isInCity(ScriptStep.Question question, Utterance text) {
        return question.type() instanceof NameField
                && text.contains(PhraseKind.CITY)
                && sessionStep.answerReader().readPart(question, text) instanceof FieldParseResult.Accepted accepted
                && accepted.extracted();
    }

    /// Name that a part is, and nothing else; or null.
    Object nameOf(ScriptStep.Question question, Utterance part) {
        Utterance said = CityPhrases.removeCities(part);
        return question.type().readText(said, sessionStep.fieldContext(question, null))
                                instanceof FieldParseResult.Accepted accepted
                        && isName(
                                part.read(String.valueOf(accepted.value())),
                                accepted.extracted() && isNamed(question, part) ? 1 : MIN_NAME_WORDS)
                        && !values.answersAnother(question, said)
                ? accepted.value()
                : null;
    }

    /// True when the text says by the label of the question what follows: "my name is Sara".
    boolean isNamed(ScriptStep.Question question, Utterance part) {
        String key = part.key().replace(" ", "");
        return sessionStep.textRenderer().labelsOf(question).stream().anyMatch(key::contains);
    }

    /// True for a few words, none of which is said about a name, nor names an answer: "my card is lost", "hi ntn".
    private boolean isName(Utterance value, int leastWords) {
        return value.wordCount() >= leastWords
                && value.wordCount() <= MAX_NAME_WORDS
                && !value.containsAny(NOT_IN_NAME)
                && sessionStep.textRenderer().labelsIn(value).isEmpty();
    }
}
