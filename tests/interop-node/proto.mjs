// The test service's definition, from the one .proto file both sides use.
import { fileURLToPath } from 'node:url';
import * as grpc from '@grpc/grpc-js';
import * as protoLoader from '@grpc/proto-loader';

const file = fileURLToPath(new URL('../MegaRegion.Interop/Protos/interop.proto', import.meta.url));

export const definition = protoLoader.loadSync(file, { keepCase: true, longs: String, enums: String, defaults: true });
export const testing = grpc.loadPackageDefinition(definition).grpc.testing;
