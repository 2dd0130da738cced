package pk.rahnuma.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.demo.DemoRegisterList;
import pk.rahnuma.cli.demo.DemoSize;
import pk.rahnuma.http.file.CsvTableWriter;
import pk.rahnuma.startup.UserErrorException;

/// Writes a made-up list; uses no data of the desk.
@Command(
        name = "example",
        description = "Write a made-up list of 20,437 entries, to try the import and to see its columns")
final class RegisterExampleCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "File to create; an existing file is never overwritten")
    private Path file;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Seed of random choices (${DEFAULT-VALUE})")
    private long seed = 1;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (CsvTableWriter table = new CsvTableWriter(Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW))) {
            int entries = new DemoRegisterList(table, seed).writeEntries(DemoSize.FULL_SIZE);
            spec.commandLine()
                    .getOut()
                    .printf("Wrote %,d entries to %s. All people in it are fictitious.%n", entries, file);
            return 0;
        } catch (IOException e) {
            throw new UserErrorException("register example: cannot write " + file
                    + ": expected the name of a new file in a writable folder");
        }
    }
}
