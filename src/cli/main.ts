#!/usr/bin/env node
import { Command } from 'commander';

const program = new Command('cdk8s-calico').description('Check, explain and compare Calico network policy, offline');
program.parse();
