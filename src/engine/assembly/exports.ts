// The one entry of the WASM build: every kernel of ../kernels.ts, by the same name.
export { matmul, pack, packTransposed } from './matmul';
export { biasGradient, matmulGradient } from './gradient';
export { conv3, conv3Gradient, conv3GradientEnd, prepareConv3, prepareConv3Back } from './conv3';
export { average, averageGradient, copy, dropout, fill, maxpool, maxpoolGradient } from './pool';
export { add, upsample, upsampleGradient } from './upsample';
export { norm, normGradient } from './norm';
export { adamw, logisticGradient, loss, pixelLoss } from './learn';
export { warp } from './warp';
