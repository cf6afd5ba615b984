// Writes an ONNX model file: the handful of protobuf messages that a graph of known operators
// needs, so that building a model asks for no Python and no converter.
// Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto

type Bytes = Uint8Array;
export type Attribute = number | { int: number } | { ints: number[] };

const FLOAT = 1;
const UINT8 = 2;
const INT8 = 3;
const INT64 = 7;

function varint(value: number): number[] {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    out.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return out;
}

const int = (field: number, value: number): Bytes =>
  Uint8Array.from([...varint(field << 3), ...varint(value)]);

function bytes(field: number, value: Bytes): Bytes {
  return Buffer.concat([
    Uint8Array.from([...varint((field << 3) | 2), ...varint(value.length)]),
    value,
  ]);
}

const text = (field: number, value: string): Bytes => bytes(field, Buffer.from(value, 'utf8'));

function float(field: number, value: number): Bytes {
  const out = Buffer.alloc(5);
  out[0] = (field << 3) | 5;
  out.writeFloatLE(value, 1);
  return out;
}

const message = (...parts: Bytes[]): Bytes => Buffer.concat(parts);

/** A graph under construction. Every method returns the name of the value it made. */
export class OnnxGraph {
  private readonly nodes: Bytes[] = [];
  private readonly initializers: Bytes[] = [];
  private count = 0;

  node(
    op: string,
    inputs: string[],
    attributes: Record<string, Attribute> = {},
    options: { domain?: string; outputs?: number } = {},
  ): string[] {
    const name = `${op}_${this.count++}`;
    const outputs = Array.from({ length: options.outputs ?? 1 }, (_, i) => `${name}_${i}`);
    this.nodes.push(
      message(
        ...inputs.map((input) => text(1, input)),
        ...outputs.map((output) => text(2, output)),
        text(3, name),
        text(4, op),
        ...Object.entries(attributes).map(([key, value]) => bytes(5, attribute(key, value))),
        ...(options.domain ? [text(7, options.domain)] : []),
      ),
    );
    return outputs;
  }

  constant(
    name: string,
    shape: number[],
    data: Float32Array | Int8Array | Uint8Array | BigInt64Array,
  ): string {
    const type =
      data instanceof Float32Array
        ? FLOAT
        : data instanceof Int8Array
          ? INT8
          : data instanceof Uint8Array
            ? UINT8
            : INT64;
    this.initializers.push(
      message(
        ...shape.map((dimension) => int(1, dimension)),
        int(2, type),
        text(8, name),
        bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
      ),
    );
    return name;
  }

  /** Inputs are int64 [1, length]; the output is float32. */
  finish(inputs: string[], output: { value: string; shape: (number | string)[] }): Bytes {
    const named = this.renameOutput(output.value);
    const graph = message(
      ...this.nodes.map((node) => bytes(1, node)),
      bytes(1, named),
      text(2, 'baton'),
      ...this.initializers.map((initializer) => bytes(5, initializer)),
      ...inputs.map((input) => bytes(11, valueInfo(input, INT64, [1, 'length']))),
      bytes(12, valueInfo('output', FLOAT, output.shape)),
    );
    return message(
      int(1, 8),
      text(2, 'baton'),
      bytes(7, graph),
      bytes(8, message(text(1, ''), int(2, 17))),
      bytes(8, message(text(1, 'com.microsoft'), int(2, 1))),
    );
  }

  private renameOutput(value: string): Bytes {
    return message(text(1, value), text(2, 'output'), text(3, 'output'), text(4, 'Identity'));
  }
}

function attribute(name: string, value: Attribute): Bytes {
  if (typeof value === 'number') return message(text(1, name), float(2, value), int(20, 1));
  if ('int' in value) return message(text(1, name), int(3, value.int), int(20, 2));
  return message(text(1, name), ...value.ints.map((item) => int(8, item)), int(20, 7));
}

function valueInfo(name: string, type: number, shape: (number | string)[]): Bytes {
  const dimensions = shape.map((dimension) =>
    bytes(1, typeof dimension === 'number' ? int(1, dimension) : text(2, dimension)),
  );
  const tensor = message(int(1, type), bytes(2, message(...dimensions)));
  return message(text(1, name), bytes(2, bytes(1, tensor)));
}
