// The entry of the WASM build that pages load: what looks at glyphs and learns a hand, nothing that trains networks.
export { matmul, pack } from './matmul';
export { conv3, prepareConv3 } from './conv3';
export { average, maxpool } from './pool';
export { copy, fill } from './copy';
export { add, upsample } from './upsample';
export { norm } from './norm';
export { chances } from './loss';
export { logisticGradient } from './optimiser';
export { warp } from './warp';
