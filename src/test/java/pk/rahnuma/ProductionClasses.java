package pk.rahnuma;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// Classes of the desk without those of tests, for tests of its structure. They are large, so the tests of a process
/// share them.
public final class ProductionClasses {

    public static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("pk.rahnuma");

    private ProductionClasses() {}
}
