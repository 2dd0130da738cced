// Calls every operation by the generated client. Prints what it has reached, then the operations that it called.
import { doTheRest } from "./journey";
import { workForACompany } from "./organisation";
import { register } from "./registration";
import { calledOperations, reached } from "./support";

async function main(): Promise<void> {
    await doTheRest(await register());
    await workForACompany();
    console.log(reached.join(", "));
    console.log(calledOperations().join("\n"));
}

main();
