#!/usr/bin/env node
import '../dist/cli/podscope.js';
