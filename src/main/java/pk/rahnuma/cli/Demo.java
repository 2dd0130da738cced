package pk.rahnuma.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.boot.Boot;
import pk.rahnuma.cli.boot.Opened;
import pk.rahnuma.cli.boot.Refused;
import pk.rahnuma.cli.boot.Settings;
import pk.rahnuma.cli.demo.Filling;
import pk.rahnuma.cli.demo.Progress;
import pk.rahnuma.cli.demo.Size;
import pk.rahnuma.cli.demo.Team;

/// Fills an empty database with made-up people, so that whoever is new sees a desk at work.
@Command(
        name = "demo",
        description = "Fill an empty database with made-up people and half a year of work",
        mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Of all that is chance; ${DEFAULT-VALUE} if not given")
    private long seed = 1;

    @Option(names = "--serve", description = "Go on as the desk itself")
    private boolean serve;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = Settings.fromEnvironment();
        PrintWriter out = spec.commandLine().getOut();
        long begin = System.nanoTime();
        List<Team.Login> team;
        try (Opened opened = Boot.alone(settings)) {
            team = fill(opened, Size.FULL, seed, new Bar(out, System.console() != null));
        }
        out.printf(
                "Filled in %d seconds. Nobody in it exists.%n%n",
                Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        tell(out, team);
        out.flush();
        return serve ? new Serve().call() : 0;
    }

    /// @throws Refused when somebody has used the database
    static List<Team.Login> fill(Opened opened, Size size, long seed, Progress progress) {
        Filling filling = new Filling(opened.context(), size, seed);
        if (!filling.fits()) {
            throw new Refused(
                    "demo: this database is in use: expected an empty one; RAHNUMA_DATA=demo names another folder");
        }
        return filling.fill(progress);
    }

    private void tell(PrintWriter out, List<Team.Login> team) {
        if (!serve) {
            out.println("Start it with:  java -jar target/rahnuma.jar  (and the same settings)");
        }
        out.println("Sign in at:     /desk/sign-in, the password of all is:  " + Team.PASSWORD);
        out.println("Second factor:  the secret goes into an app; or  oathtool --totp -b SECRET  tells the code");
        out.println();
        for (Team.Login login : team) {
            out.printf(
                    "  %-14s %-14s %s%n", login.name(), login.role().name().toLowerCase(Locale.ROOT), login.secret());
        }
    }

    /// One line that grows; a line a second where it cannot.
    private static final class Bar implements Progress {

        private static final int WIDTH = 40;
        private static final long SECOND = 1_000_000_000L;

        private final PrintWriter out;
        private final boolean terminal;
        private long said = System.nanoTime() - SECOND;

        Bar(PrintWriter out, boolean terminal) {
            this.out = out;
            this.terminal = terminal;
        }

        @Override
        public void at(String what, int done, int all) {
            long now = System.nanoTime();
            if (now - said < (terminal ? SECOND / 10 : SECOND) && done < all) {
                return;
            }
            said = now;
            int full = all == 0 ? WIDTH : (int) ((long) WIDTH * done / all);
            if (terminal) {
                out.printf("\r  %-20s [%s%s]", what, "#".repeat(full), " ".repeat(WIDTH - full));
                out.print(done >= all ? System.lineSeparator() : "");
            } else {
                out.printf("  %s: %,d of %,d%n", what, done, all);
            }
            out.flush();
        }
    }
}
