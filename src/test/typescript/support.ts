// Clients of a server, which record the operations that they call, and what the programs share.
import { Configuration, ConversationApi, FilesApi, ResponseError, SignInApi, StartSignInRequestByEnum, TokensResponse } from "./client";

declare const process: { argv: string[] };
declare function require(module: "fs"): {
    readFileSync(path: string): Uint8Array<ArrayBuffer>;
    readFileSync(path: string, encoding: "utf8"): string;
};

const basePath = process.argv[2].replace(/\/$/, "");
const log = process.argv[3];
const called = new Set<string>();

/** What the programs have reached, and the operations that they called: "POST /api/v1/…". */
export const reached: string[] = [];

export function calledOperations(): string[] {
    return [...called];
}

export function clientOf(token?: string): Configuration {
    return new Configuration({
        basePath,
        accessToken: token,
        headers: { "Accept-Language": "en" },
        middleware: [
            {
                post: async (context) => {
                    called.add(context.init.method + " " + new URL(context.url).pathname);
                },
            },
        ],
    });
}

export async function newChat(): Promise<Configuration> {
    return clientOf((await new ConversationApi(clientOf()).createToken()).token);
}

export function needed<T>(value: T | null | undefined): T {
    if (value === null || value === undefined) {
        throw new Error("a member is missing");
    }
    return value;
}

export function check(holds: boolean, what: string): void {
    if (!holds) {
        throw new Error(what);
    }
}

/** The problem with which a request is refused. */
export async function refused(request: Promise<unknown>): Promise<any> {
    try {
        await request;
    } catch (error) {
        if (error instanceof ResponseError) {
            return error.response.json();
        }
        throw error;
    }
    throw new Error("it was not refused");
}

export async function requireRefused(status: number, request: Promise<unknown>): Promise<any> {
    const problem = await refused(request);
    check(problem.status === status, JSON.stringify(problem));
    return problem;
}

export function photo(question: string): Blob {
    return new Blob([require("fs").readFileSync(question + ".jpg")], { type: "image/jpeg" });
}

export async function uploadPhoto(client: Configuration, question: string): Promise<string> {
    return (await new FilesApi(client).uploadFile({ file: photo(question), name: question + ".jpg" })).file;
}

function sentCodes(): string[] {
    return require("fs")
        .readFileSync(log, "utf8")
        .split("\n")
        .filter((line) => line.includes("RAHNUMA_SMS_URL=log"))
        .flatMap((line) => line.match(/\b\d{6}\b/g) ?? []);
}

/** Starts a sign-in, and returns its id and the code once it is sent. */
export async function startSignIn(client: Configuration, address: string): Promise<{ id: string; code: string }> {
    const before = sentCodes().length;
    const startSignInRequest = { by: StartSignInRequestByEnum.Sms, address };
    const { id } = await new SignInApi(client).startSignIn({ startSignInRequest });
    while (sentCodes().length === before) {
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return { id, code: sentCodes()[before] };
}

export async function signIn(client: Configuration, address: string): Promise<TokensResponse> {
    const { id, code } = await startSignIn(client, address);
    return new SignInApi(client).checkCode({ id, codeRequest: { code } });
}
