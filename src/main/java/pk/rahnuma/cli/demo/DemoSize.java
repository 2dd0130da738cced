package pk.rahnuma.cli.demo;

/// Amount of demo data.
///
/// @param companyLines, and the two after it: lines in the register, at least one for each applicant
/// @param pending applications beside those in the register, in every other state; at least those with many lines
/// @param visitors who only ask questions or leave forms unfinished
public record DemoSize(
        int companies,
        int freelancers,
        int companyLines,
        int freelancerLines,
        int associationLines,
        int pending,
        int tickets,
        int visitors) {

    /// Size of the register of mid-2024 (docs/domain.md, "Register size").
    public static final DemoSize FULL_SIZE = new DemoSize(1_286, 136, 19_840, 180, 417, 193, 520, 600);
}
