// Which digits of MNIST's training set no shipped model is trained on: they score the models and fit their temperatures.

/** The digits held out, counted from the end of the training set. */
export const heldOutCount = 5000;
