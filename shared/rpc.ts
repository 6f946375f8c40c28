/**
 * One zod description of every call that leaves the renderer, checked on arrival and on return, and two dumb transports
 * (ipc, http). Failures are plain data: an Error object does not survive a process boundary.
 */
import { z } from 'zod';
import { type Problem, problemSchema, problemsOfZod, type Result, refuse } from './problem';

export type Call<A extends z.ZodType = z.ZodType, V extends z.ZodType = z.ZodType> = { args: A; value: V };
export type Contract = Record<string, Call>;

export function call<A extends z.ZodType, V extends z.ZodType>(args: A, value: V): Call<A, V> {
  return { args, value };
}

export type Client<C extends Contract> = { [K in keyof C]: (args: z.input<C[K]['args']>) => Promise<Result<z.output<C[K]['value']>>> };
export type Handlers<C extends Contract> = { [K in keyof C]: (args: z.output<C[K]['args']>) => Promise<Result<z.input<C[K]['value']>>> };

/** Carries one call to the other side and brings back whatever it said. */
export type Transport = (name: string, args: unknown) => Promise<unknown>;

const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown(), problems: z.array(problemSchema) }),
  z.object({ ok: z.literal(false), problems: z.array(problemSchema) }),
]);

/** A client whose methods never reject: a dead transport or a malformed reply is a Result too. */
export function createClient<C extends Contract>(contract: C, transport: Transport): Client<C> {
  const client: Record<string, (args: unknown) => Promise<Result<unknown>>> = {};
  for (const [name, { value }] of Object.entries(contract)) {
    client[name] = async (args) => {
      let raw: unknown;
      try {
        raw = await transport(name, args);
      } catch (error) {
        return refuse('host-unreachable', { call: name, message: messageOf(error) });
      }
      const reply = replySchema.safeParse(raw);
      if (!reply.success) return refuse('reply-malformed', { call: name });
      if (!reply.data.ok) return reply.data as { ok: false; problems: Problem[] };
      const checked = value.safeParse(reply.data.value);
      if (!checked.success) return { ok: false, problems: problemsOfZod(checked.error, 'reply-malformed', 3, { call: name }) };
      return { ok: true, value: checked.data, problems: reply.data.problems };
    };
  }
  return client as Client<C>;
}

/** Answers a call by name. Unknown names and wrong arguments are refused; a handler that throws becomes `internal-error`. */
export function createDispatch<C extends Contract>(contract: C, handlers: Handlers<C>, onBug: (name: string, error: unknown) => void = () => {}) {
  return async function dispatch(name: string, args: unknown): Promise<Result<unknown>> {
    const described = Object.hasOwn(contract, name) ? contract[name] : undefined;
    if (!described) return refuse('unknown-call', { call: String(name).slice(0, 80) });
    try {
      // Inside, because arguments nested without end overflow the stack of whoever checks them.
      const checked = described.args.safeParse(args);
      if (!checked.success) return { ok: false, problems: problemsOfZod(checked.error, 'invalid-arguments', 10) };
      return await (handlers[name] as (args: unknown) => Promise<Result<unknown>>)(checked.data);
    } catch (error) {
      onBug(name, error);
      return refuse('internal-error', { call: name, message: messageOf(error) });
    }
  };
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
