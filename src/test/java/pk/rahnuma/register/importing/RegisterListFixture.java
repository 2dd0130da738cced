package pk.rahnuma.register.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Lists of registrations, for tests.
final class RegisterListFixture {

    static final String HEADING =
            "holder,kind,ntn,secp,cnic,email,phone,city,site,provider,addresses,registered_on,valid_until,"
                    + "authority_reference";
    static final String INDUS = "Indus Software (Private) Limited,company,Z800001,9800001,,,,Karachi,,PTCL,";
    static final String RAVI = "Ravi Foods (Private) Limited,company,Z800002,,,,,Lahore,Lahore office,Nayatel,";

    private RegisterListFixture() {}

    static Path write(Path folder, String... rows) {
        return write(folder, HEADING, List.of(rows));
    }

    static Path write(Path folder, String heading, List<String> rows) {
        try {
            Path file = Files.createTempFile(folder, "list", ".csv");
            return Files.writeString(file, heading + "\r\n" + String.join("\r\n", rows) + "\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
