package pk.rahnuma.cli.scripts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import pk.rahnuma.faq.catalog.QuestionClassification;
import pk.rahnuma.faq.catalog.QuestionClassifier;

/// Shows the FAQ topics that questions are matched to, for measurements. Does not open the database.
@Command(
        name = "ask",
        description = "Read questions, one per line, and print the topic and confidence of each",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Each output line is the topic, a tab and a confidence from 0 to 1. The topic is - where the desk",
            "would offer the closest topics instead of an answer."
        })
public final class AskCommand implements Callable<Integer> {

    private static final String NO_TOPIC = "-";

    @Mixin
    private ScriptsCommand.ScriptsOptions options;

    @Override
    public Integer call() {
        QuestionClassifier understanding = options.loadScripts().scripts().questionClassifier();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(formatLine(understanding.classifyQuestion(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    private static String formatLine(QuestionClassification understood) {
        String topic = understood.topic() == null ? NO_TOPIC : understood.topic();
        return topic + "\t" + String.format(Locale.ROOT, "%.3f", understood.confidence());
    }
}
