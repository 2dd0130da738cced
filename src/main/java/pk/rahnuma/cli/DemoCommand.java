package pk.rahnuma.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.demo.DemoDataSeeder;
import pk.rahnuma.cli.demo.DemoSize;
import pk.rahnuma.cli.demo.DemoStaff;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.startup.UserErrorException;

/// Fills an empty database with fictitious people, so that newcomers see a desk in use.
@Command(
        name = "demo",
        description = "Fill an empty database with fictitious people and half a year of activity",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Seed of random choices (${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--serve", description = "Run the desk afterwards, as serve --trial")
    private boolean serve;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        EnvironmentSettings settings = EnvironmentSettings.fromEnvironment();
        PrintWriter out = spec.commandLine().getOut();
        long begin = System.nanoTime();
        List<DemoStaff.DemoLogin> team;
        try (CommandContext opened = openTrial(settings, serve)) {
            out.println("Filling the database, which takes some minutes");
            out.flush();
            team = fillDatabase(opened, DemoSize.FULL_SIZE, seed);
        }
        out.printf(
                "Filled in %d seconds. All people in it are fictitious.%n%n",
                Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        printLogins(out, team);
        out.flush();
        return serve ? ServeCommand.forTrial().call() : 0;
    }

    /// Opens the database as that of a desk for trying, which needs no operator.
    ///
    /// @param serve whether the desk runs afterwards
    /// @throws UserErrorException also when it would run, and other machines could reach it
    static CommandContext openTrial(EnvironmentSettings settings, boolean serve) {
        return ContextBootstrap.openExclusively(
                settings, serve ? settings.toTrialProperties() : Map.of(DeskIdentity.TRIAL_PROPERTY, true));
    }

    /// Fills the database.
    ///
    /// @throws UserErrorException when the database is not empty
    static List<DemoStaff.DemoLogin> fillDatabase(CommandContext opened, DemoSize size, long seed) {
        DemoDataSeeder filling = new DemoDataSeeder(opened.context(), size, seed);
        if (!filling.isDatabaseEmpty()) {
            throw new UserErrorException(
                    "demo: this database is in use: expected an empty one; RAHNUMA_DATA=demo names another folder");
        }
        return filling.seedDatabase();
    }

    private void printLogins(PrintWriter out, List<DemoStaff.DemoLogin> team) {
        if (!serve) {
            out.println("Start it with:  java -jar target/rahnuma.jar serve --trial  (and the same settings)");
        }
        out.println("Sign in at:     /desk/sign-in, the password of all is:  " + DemoStaff.DEMO_PASSWORD);
        out.println("Second factor:  enter the secret in an app; or  oathtool --totp -b SECRET  prints the code");
        out.println();
        for (DemoStaff.DemoLogin login : team) {
            out.printf(
                    "  %-14s %-14s %s%n", login.name(), login.role().name().toLowerCase(Locale.ROOT), login.secret());
        }
    }
}
