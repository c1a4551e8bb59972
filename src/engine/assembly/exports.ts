// The entry of the WASM build: every kernel of ../kernels/kernels.ts, by the same name.
export { matmul, pack, packTransposed } from './matmul';
export { biasGradient, matmulGradient } from './gradient';
export { conv3, conv3Gradient, conv3GradientEnd, prepareConv3, prepareConv3Back } from './conv3';
export { average, averageGradient, maxpool, maxpoolGradient } from './pool';
export { copy, dropout, fill } from './copy';
export { add, upsample, upsampleGradient } from './upsample';
export { norm, normGradient } from './norm';
export { chances, loss, pixelLoss } from './loss';
export { adamw, logisticGradient } from './optimiser';
export { warp } from './warp';
