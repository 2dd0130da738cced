package pk.rahnuma.cli.demo.random;

import java.util.List;
import java.util.Map;
import pk.rahnuma.shared.Language;
import pk.rahnuma.ticket.Ticket;

/// Texts that people and staff of the demo write.
public final class DemoTexts {

    private static final Map<String, List<String>> QUESTIONS_BY_TOPIC = Map.of(
            Ticket.LINE_BLOCKED_TOPIC,
            List.of(
                    "Our registered line has been blocked since this morning and nobody can work.",
                    "ہماری رجسٹرڈ لائن آج صبح سے بند ہے۔",
                    "Hamari registered line subah se band hai, kaam ruka hua hai."),
            "my_application",
            List.of(
                    "When will my application be decided? The provider says it has confirmed.",
                    "میری درخواست کا فیصلہ کب ہوگا؟",
                    "Meri darkhwast ka faisla kab hoga?"),
            "how_to_register",
            List.of(
                    "We have three offices with one provider: one application or three?",
                    "ہمارے تین دفتر ہیں، ایک درخواست کافی ہے؟",
                    "Teen daftar hain, aik darkhwast kaafi hai?"),
            "complaint",
            List.of(
                    "The provider does not answer, complaint number DEMO-17.",
                    "فراہم کنندہ جواب نہیں دیتا۔",
                    "Provider jawab nahi deta."),
            "something_else",
            List.of(
                    "Can I send the letter later?",
                    "کیا خط بعد میں بھیجا جا سکتا ہے؟",
                    "Kya letter baad mein bheja ja sakta hai?"));
    private static final List<String> ANSWER_TEXTS = List.of(
            "Thank you for writing. We looked at it, and this is how it goes on: your provider confirms the line, then we decide.",
            "آپ کے لکھنے کا شکریہ۔ ہم نے دیکھ لیا ہے: فراہم کنندہ تصدیق کرے گا، پھر فیصلہ ہوگا۔",
            "Likhne ka shukriya. Hum ne dekh liya hai: provider tasdeeq karega, phir faisla hoga.");
    private static final List<String> THANKS_TEXTS = List.of(
            "Thank you, I have asked them and they say it is done.",
            "شکریہ، میں نے پوچھ لیا ہے۔",
            "Shukriya, main ne poochh liya hai.");

    private final SeededRandom dice;

    public DemoTexts(SeededRandom dice) {
        this.dice = dice;
    }

    public String pickTopic() {
        return dice.pickOne(
                "how_to_register",
                "how_to_register",
                "how_to_register",
                "my_application",
                "my_application",
                "my_application",
                "complaint",
                "something_else",
                "something_else",
                Ticket.LINE_BLOCKED_TOPIC);
    }

    public String questionText(String topic, String language) {
        return QUESTIONS_BY_TOPIC.get(topic).get(place(language));
    }

    public String answerText(String topic, String language) {
        return ANSWER_TEXTS.get(place(language));
    }

    public String thanksText(String language) {
        return THANKS_TEXTS.get(place(language));
    }

    public String pickNote() {
        return dice.pickOne(
                "Called the provider, they look into it.", "Same question as last week.", "Letter is fine.");
    }

    public String ratingComment(int stars) {
        return stars > 3
                ? dice.pickOne("Quick, thank you", "Shukriya", "بہت شکریہ")
                : dice.pickOne("Took too long", "بہت دیر لگی");
    }

    private static int place(String language) {
        return Language.ALL.indexOf(language);
    }
}
