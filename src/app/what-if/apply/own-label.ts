/** Labels that every node gets by itself. */
export const ownLabel = /^(beta\.)?kubernetes\.io\/(hostname|os|arch)$/;
