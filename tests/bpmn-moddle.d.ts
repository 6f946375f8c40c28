/** bpmn-moddle brings no types; what the tests use of it. */
declare module 'bpmn-moddle' {
  // biome-ignore lint/suspicious/noExplicitAny: its elements have whatever BPMN gives them
  export type Element = any;
  export default class BpmnModdle {
    fromXML(xml: string): Promise<{ rootElement: Element; warnings: unknown[] }>;
    toXML(element: Element): Promise<{ xml: string }>;
    create(type: string, attributes: Record<string, unknown>): Element;
  }
}
