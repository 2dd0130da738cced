package pk.rahnuma.cli.scripts;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.transcript.ExampleConversation;
import pk.rahnuma.dialog.transcript.GivenResults;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.startup.UserErrorException;

/// Shows how a typed text is read, and why it is understood as it is. Does not open the database.
@Command(
        name = "explain",
        description = "Show how a typed text is read, and what it is taken for",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The lines are the phrases of the text with their kinds, the values that questions find in it, its act with",
            "the probability, the state of the conversation, the readings that it has, with their numbers in the table of",
            "docs/scripts.md, and what came of it."
        })
final class ScriptsExplainCommand implements Callable<Integer> {

    @Mixin
    private ScriptsCommand.ScriptsOptions options;

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "TEXT", description = "The text, as a person types it")
    private String text;

    @Option(
            names = "--at",
            paramLabel = "SCRIPT.STEP",
            description = "Question or summary at which it is typed, after example answers (default: the menu)")
    private String place;

    @Option(
            names = "--language",
            defaultValue = "en",
            description = "Language of the conversation: en, ur or ur-Latn (default: en)")
    private String language;

    @Option(names = "--answer", paramLabel = "QUESTION=VALUE", description = "An answer before, instead of an example")
    private Map<String, String> answers = Map.of();

    @Override
    public Integer call() {
        if (!Language.ALL.contains(language)) {
            throw new UserErrorException("--language is one of " + String.join(", ", Language.ALL));
        }
        ScriptsCommand.LoadedScripts loaded = options.loadScripts();
        DialogEngine engine = new DialogEngine(
                loaded.library(),
                loaded.scripts().faqMatcher(),
                loaded.scripts().actClassifier());
        DeskIdentity desk = DeskIdentity.ofExample(OperatingMode.ASSISTANCE, DeskIdentity.RunBy.OPERATOR);
        EngineContext context = new EngineContext(Instant.now(), language, desk, "web");
        engine.explainText(reachPlace(loaded, engine, context), new ConversationInput.Text(text), context)
                .toLines()
                .forEach(command.commandLine().getOut()::println);
        command.commandLine().getOut().flush();
        return 0;
    }

    private ConversationState reachPlace(
            ScriptsCommand.LoadedScripts loaded, DialogEngine engine, EngineContext context) {
        if (place == null) {
            return ExampleConversation.atMenu(language);
        }
        String[] parts = place.split("[.]", 2);
        if (parts.length < 2 || loaded.library().findCurrent(parts[0]) == null) {
            throw new UserErrorException("--at names a step of a script: register-individual.city");
        }
        return new ExampleConversation(
                        engine,
                        loaded.actions(),
                        GivenResults.readResults(loaded.sources()),
                        context,
                        Map.<String, Object>copyOf(answers))
                .reach(parts[0], parts[1])
                .orElseThrow(() -> new UserErrorException("example answers do not lead to " + place
                        + ": give others with --answer, such as --answer route=mobile_number"));
    }
}
